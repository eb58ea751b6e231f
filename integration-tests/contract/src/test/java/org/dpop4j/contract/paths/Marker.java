package org.dpop4j.contract.paths;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is somewhere in the body when a request has come to where DPoP is demanded: no server writes it by itself. */
public final class Marker {
    private static final Pattern MARKER = Pattern.compile("<<reached ([a-z]+)>>");

    private Marker() {}

    /** @param target in lower-case letters */
    public static String of(String target) {
        return "<<reached " + target + ">>";
    }

    /** The target that was reached. */
    static Optional<String> in(String body) {
        Matcher matcher = MARKER.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
