package org.dpop4j.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dpop4j.settings.Setting.Unusable;

/**
 * What the text of a setting may be, and what it becomes. The same on all servers, whatever their own configuration
 * would read.
 *
 * @param isList whether there are several items; {@code reading} gets exactly one otherwise
 * @param reading throws {@link Unusable} for a text that must not be used
 */
record SettingType<T>(boolean isList, Function<List<String>, T> reading) {

    T parse(List<String> items) {
        return reading.apply(items);
    }

    /** One constant of an enum, in any case. */
    static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String remedy =
                "Use one of " + constants.stream().map(SettingType::nameOf).collect(Collectors.joining(", "));
        return one(text -> constants.stream()
                .filter(constant -> nameOf(constant).equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Unusable(null, remedy)));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whole seconds; both bounds inclusive. */
    static SettingType<Duration> wholeSeconds(String least, String most) {
        return duration(
                least,
                most,
                value -> value.equals(value.truncatedTo(ChronoUnit.SECONDS)),
                "Use whole seconds from " + least + " to " + most + ", such as PT60S");
    }

    /** Any time; both bounds inclusive. */
    static SettingType<Duration> time(String least, String most) {
        return duration(least, most, value -> true, "Use a time from " + least + " to " + most + ", such as PT0.5S");
    }

    private static SettingType<Duration> duration(
            String least, String most, Predicate<Duration> isGood, String remedy) {
        Duration shortest = Duration.parse(least);
        Duration longest = Duration.parse(most);
        return one(text -> {
            try {
                Duration value = duration(text.strip());
                if (value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0 && isGood.test(value)) {
                    return value;
                }
            } catch (DateTimeException | NumberFormatException e) {
                // No duration is as bad as a wrong one.
            }
            throw new Unusable(null, remedy);
        });
    }

    /** ISO 8601, such as {@code PT60S}, and what Quarkus takes as well: {@code 60S}, {@code 500ms}, {@code 60}. */
    private static Duration duration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int digits = lower.startsWith("-") || lower.startsWith("+") ? 1 : 0;
        if (lower.length() == digits || lower.charAt(digits) < '0' || lower.charAt(digits) > '9') {
            return Duration.parse(text);
        }
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        char unit = lower.charAt(lower.length() - 1);
        if (unit >= '0' && unit <= '9') {
            return Duration.ofSeconds(Long.parseLong(lower));
        }
        return Duration.parse((unit == 'd' ? "P" : "PT") + text);
    }

    /** A whole number; both bounds inclusive. */
    static SettingType<Integer> number(int least, int most) {
        String remedy = "Use a whole number from " + least + " to " + most;
        return one(text -> {
            try {
                int value = Integer.parseInt(text.strip());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // No number is as bad as a wrong one.
            }
            throw new Unusable(null, remedy);
        });
    }

    /** The text as it is. */
    static SettingType<String> text(Predicate<String> isGood, String remedy) {
        return one(text -> {
            if (!isGood.test(text)) {
                throw new Unusable(null, remedy);
            }
            return text;
        });
    }

    /** Any text; whoever uses it finds out whether it is any good. */
    static SettingType<String> anyText() {
        return text(text -> true, "");
    }

    private static <T> SettingType<T> one(Function<String, T> reading) {
        return new SettingType<>(false, items -> reading.apply(items.get(0)));
    }

    /** Several of them, at least one. Items without text count for nothing. */
    static <T> SettingType<List<T>> listOf(Item<T> item) {
        return new SettingType<>(true, all -> {
            List<String> items = all.stream().filter(text -> !text.isBlank()).toList();
            if (items.isEmpty()) {
                throw new Unusable(null, "Name at least one, or leave the key out");
            }
            List<T> values = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                values.add(item.parse(items.get(i).strip(), i + 1, items.size()));
            }
            return List.copyOf(values);
        });
    }

    /** The items of a list, without blanks around them. A comma that is part of an item has a backslash before it. */
    static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                item.append(',');
                i++;
            } else if (c == ',') {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString().strip());
        return items;
    }

    /** Reads one of several items. */
    @FunctionalInterface
    interface Item<T> {
        /**
         * @param number counts from 1
         * @throws Unusable when it must not be used
         */
        T parse(String text, int number, int ofHowMany);
    }
}
