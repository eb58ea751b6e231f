package org.dpop4j.settings;

/**
 * A configuration value that must not be used; stops the start-up. Carries key, value and remedy, so that the message
 * can be completed with the prefix of the server's configuration ({@code dpop.}, {@code quarkus.dpop.}).
 */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;
    private final String remedy;

    /**
     * @param key the key without prefix, such as {@code proof.max-age}
     * @param value what was configured
     * @param remedy a sentence that says what to write instead, without full stop
     */
    public InvalidSettingException(String key, Object value, String remedy) {
        super(sentence("", key, String.valueOf(value), remedy));
        this.key = key;
        this.value = String.valueOf(value);
        this.remedy = remedy;
    }

    /** The key without prefix. */
    public String key() {
        return key;
    }

    /** The message with the keys as the user wrote them. */
    public String messageWithPrefix(String prefix) {
        return sentence(prefix, key, value, remedy);
    }

    private static String sentence(String prefix, String key, String value, String remedy) {
        return prefix + key + " = '" + value + "' cannot be used. " + remedy + ".";
    }
}
