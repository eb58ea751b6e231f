package org.dpop4j.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.http.Authorization.Scheme;
import org.jspecify.annotations.Nullable;

/** The reading behind {@link Authorization#parse}. */
final class AuthorizationLines {
    private static final Authorization NONE = new Authorization.None();

    private AuthorizationLines() {}

    static Authorization parse(List<String> lines, int maxTokenChars) {
        if (lines.isEmpty()) {
            return NONE;
        }
        return lines.size() == 1 ? parse(lines.get(0), maxTokenChars) : malformed(lines);
    }

    private static Authorization parse(String line, int maxTokenChars) {
        int from = Ascii.skipBlanks(line, 0);
        int to = Ascii.trimmedEnd(line, from);
        if (from == to) {
            return NONE;
        }
        int schemeEnd = tokenEnd(line, from, to);
        Scheme scheme = schemeOf(line, from, schemeEnd);
        if (scheme == null) {
            return other(line, from, schemeEnd, to);
        }
        if (schemeEnd == to) {
            return new Authorization.WithoutToken(scheme);
        }
        int start = schemeEnd;
        while (line.charAt(start) == ' ') {
            start++;
        }
        if (start == schemeEnd || to - start > maxTokenChars || !isToken68(line, start, to)) {
            return malformed(List.of(line));
        }
        String token = line.substring(start, to);
        return scheme == Scheme.DPOP ? new Authorization.DPoP(token) : new Authorization.Bearer(token);
    }

    /** Another scheme keeps its line to itself, unless one of ours is joined to it by a comma. */
    private static Authorization other(String line, int from, int schemeEnd, int to) {
        boolean isScheme = schemeEnd > from && (schemeEnd == to || Ascii.isBlank(line.charAt(schemeEnd)));
        Set<Scheme> attempted = EnumSet.noneOf(Scheme.class);
        collect(line, attempted);
        return isScheme && attempted.isEmpty()
                ? new Authorization.Other(line.substring(from, schemeEnd))
                : new Authorization.Malformed(attempted);
    }

    private static Authorization malformed(List<String> lines) {
        Set<Scheme> attempted = EnumSet.noneOf(Scheme.class);
        for (String line : lines) {
            collect(line, attempted);
        }
        return new Authorization.Malformed(attempted);
    }

    /**
     * Adds the schemes named at the beginning of the line and behind each comma outside of quotes, where joined lines
     * would begin.
     */
    private static void collect(String line, Set<Scheme> attempted) {
        int length = line.length();
        boolean first = true;
        boolean quoted = false;
        boolean begins = true;
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == ',') {
                begins = true;
                first = false;
            } else if (c == '"') {
                quoted = true;
                begins = false;
            } else if (begins && !Ascii.isBlank(c)) {
                begins = false;
                int end = tokenEnd(line, i, length);
                Scheme scheme = schemeOf(line, i, end);
                // Behind a comma, name=value is a parameter of the scheme before it.
                if (scheme != null && (first || end == length || line.charAt(end) != '=')) {
                    attempted.add(scheme);
                }
                i = Math.max(i, end - 1);
            }
        }
    }

    private static @Nullable Scheme schemeOf(String line, int from, int to) {
        if (Ascii.equals("dpop", line, from, to)) {
            return Scheme.DPOP;
        }
        return Ascii.equals("bearer", line, from, to) ? Scheme.BEARER : null;
    }

    private static int tokenEnd(String line, int from, int to) {
        int i = from;
        while (i < to && Ascii.is(Ascii.TCHAR, line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isToken68(String line, int from, int to) {
        int end = to;
        while (end > from && line.charAt(end - 1) == '=') {
            end--;
        }
        return end > from && Ascii.all(Ascii.TOKEN68, line, from, end);
    }
}
