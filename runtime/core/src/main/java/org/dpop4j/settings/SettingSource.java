package org.dpop4j.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration of an application on one kind of server, as text. What the text means is none of its business. */
public interface SettingSource {
    /**
     * A configuration that has these properties.
     *
     * @param properties the names with the prefix
     */
    static SettingSource of(String prefix, Map<String, String> properties) {
        Map<String, String> copy = Map.copyOf(properties);
        return new SettingSource() {
            @Override
            public String prefix() {
                return prefix;
            }

            @Override
            public Set<String> names() {
                return copy.keySet();
            }

            @Override
            public Optional<String> text(String name) {
                return Optional.ofNullable(copy.get(name)).filter(text -> !text.isEmpty());
            }
        };
    }

    /** What all our keys begin with there, such as {@code dpop.}. */
    String prefix();

    /** The names of all properties that are configured, ours and those of others, in every spelling of a source. */
    Iterable<String> names();

    /**
     * The text of one property as the user wrote it.
     *
     * @param name with {@link #prefix}
     * @return empty where there is none, or where it has no text
     */
    Optional<String> text(String name);

    /**
     * The items of a property that is a list, by default separated by commas.
     *
     * @param name with {@link #prefix}
     */
    default Optional<List<String>> items(String name) {
        return text(name).map(SettingType::items);
    }

    /** Whether {@link #items} knows lists that are written as one property for each item: {@code key[0]}. */
    default boolean hasNumberedItems() {
        return false;
    }
}
