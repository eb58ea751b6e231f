package org.dpop4j.settings;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells the names of our settings from misspelt ones, which protect nothing, although somebody believes in them.
 *
 * <p>A name is ours when it begins with the prefix, behind {@code %profile.} too, or is an environment variable that
 * begins with it: for {@code dpop.} with {@code DPOP_}. Such a variable may also show up as {@code dpop.max.age}, because
 * nobody can tell from it where a hyphen stood.
 */
final class SettingNames {
    private SettingNames() {}

    /** @throws InvalidSettingException for the first name with the prefix that is none of a setting */
    static void requireKnown(SettingSource source) {
        for (String name : source.names()) {
            if (isUnknown(withoutProfile(name), source)) {
                throw new InvalidSettingException(
                        name,
                        "...",
                        "There is no such key. The keys are "
                                + DPoPSettings.table().stream()
                                        .map(Setting::key)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    private static boolean isUnknown(String name, SettingSource source) {
        String variable = variable(source.prefix());
        boolean isOurs = name.startsWith(source.prefix())
                || ((name.startsWith(variable) || name.startsWith(variable.toUpperCase(Locale.ROOT)))
                        && !isServiceLink(name));
        return isOurs && DPoPSettings.table().stream().noneMatch(setting -> isNameOf(setting, name, source));
    }

    /** Kubernetes tells containers of a service {@code dpop-api} by {@code DPOP_API_SERVICE_HOST}, {@code DPOP_API_PORT}... */
    private static boolean isServiceLink(String name) {
        return name.contains("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || name.contains("_PORT_")
                || name.endsWith("_PORT");
    }

    private static boolean isNameOf(Setting<?> setting, String name, SettingSource source) {
        String full = source.prefix() + setting.key();
        String variable = variable(full);
        String whole = setting.isList() && source.hasNumberedItems() ? withoutNumber(name) : name;
        return whole.equals(full)
                || whole.equals(full.replace('-', '.'))
                || whole.equals(variable)
                || whole.equals(variable.toUpperCase(Locale.ROOT));
    }

    /** The name of an environment variable, in lower case. */
    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_');
    }

    /** {@code %prod.dpop.mode} is {@code dpop.mode} in the profile {@code prod}. */
    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }

    /** {@code key[0]} is the first item of {@code key}, and so is {@code KEY_0_}. */
    private static String withoutNumber(String name) {
        int end = name.length() - 1;
        int start = end;
        while (start > 0 && name.charAt(start - 1) >= '0' && name.charAt(start - 1) <= '9') {
            start--;
        }
        if (start < 1 || start == end) {
            return name;
        }
        char before = name.charAt(start - 1);
        boolean isNumbered = name.charAt(end) == (before == '[' ? ']' : '_') && (before == '[' || before == '_');
        return isNumbered ? name.substring(0, start - 1) : name;
    }
}
