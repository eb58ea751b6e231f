package org.dpop4j.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings in {@link DPoPSettings}: the key, what its text may be, the default, and what it is
 * for. Immutable.
 *
 * @param <T> what the text becomes
 */
public final class Setting<T> {
    private final String key;
    private final SettingType<T> type;
    private final String documentation;
    private final @Nullable String byDefault;
    private final boolean isSecret;

    private Setting(
            String key, SettingType<T> type, String documentation, @Nullable String byDefault, boolean isSecret) {
        this.key = key;
        this.type = type;
        this.documentation = documentation;
        this.byDefault = byDefault;
        this.isSecret = isSecret;
    }

    /** A row without default, whose value may be shown. */
    static <T> Setting<T> of(String key, SettingType<T> type, String documentation) {
        return new Setting<>(key, type, documentation, null, false);
    }

    /** The same with a default, written as users write it. */
    Setting<T> byDefault(String text) {
        return new Setting<>(key, type, documentation, text, isSecret);
    }

    /** The same, whose value is never shown. */
    Setting<T> secret() {
        return new Setting<>(key, type, documentation, byDefault, true);
    }

    /** The key without the prefix of a server, such as {@code proof.max-age}. */
    public String key() {
        return key;
    }

    /** The sentence with which the reference begins that is made for users. */
    public String documentation() {
        return documentation;
    }

    /** The default, as users write it; empty where there is none, or where it depends on something else. */
    public Optional<String> byDefault() {
        return Optional.ofNullable(byDefault);
    }

    /** Whether it has several items, which users separate by commas. */
    public boolean isList() {
        return type.isList();
    }

    /** Whether messages leave the value out. */
    boolean isSecret() {
        return isSecret;
    }

    /** @throws Unusable when the text must not be used */
    T parse(String text) {
        return parse(isList() ? SettingType.items(text) : List.of(text));
    }

    /** @throws Unusable when one of the items must not be used */
    T parse(List<String> items) {
        return type.parse(items);
    }

    @Override
    public String toString() {
        return key;
    }

    /** A text that a setting cannot have. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final @Nullable String shown;
        private final String remedy;

        /**
         * @param shown what messages show for the value, also of a secret; null for the text itself
         * @param remedy what to write instead, without full stop
         */
        Unusable(@Nullable String shown, String remedy) {
            super(remedy, null, false, false);
            this.shown = shown;
            this.remedy = remedy;
        }

        @Nullable
        String shown() {
            return shown;
        }

        String remedy() {
            return remedy;
        }
    }
}
