package org.dpop4j.settings;

/** A configuration value that must not be used; stops the start-up. The message names key, value and remedy. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the key as the user writes it, such as {@code quarkus.dpop.proof.max-age}
     * @param value what was configured, as the user wrote it, or what may be shown of it
     * @param remedy a sentence that says what to write instead, without full stop
     */
    InvalidSettingException(String key, String value, String remedy) {
        super(key + " = '" + value + "' cannot be used. " + remedy + ".");
        this.key = key;
    }

    /** The key as the user writes it. */
    public String key() {
        return key;
    }
}
