package org.dpop4j.test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client knows of nonces: the last one of each origin. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-9">RFC 9449 sections 8.2 and 9</a>
 */
final class NonceMemory {
    /** RFC 9449 section 8.1; the length is the most that dpop4j sends. */
    private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,512}");

    private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://([^/?#]*)");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** A parameter, or else the scheme that the parameters after it belong to, perhaps with a token68; RFC 9110 11.6.1. */
    private static final Pattern CHALLENGE_PART = Pattern.compile("\\G[\\s,]*(?:"
            + "(?<name>" + TOKEN + ")\\s*=\\s*(?:\"(?<quoted>[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"|(?<plain>" + TOKEN + "))"
            + "|(?<scheme>" + TOKEN + ")(?: +[A-Za-z0-9._~+/-]+=*(?=\\s*(?:,|$)))?)");

    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    /** The nonce to start a request with; empty when none is known. */
    Optional<String> nonceFor(String uri) {
        return Optional.ofNullable(nonces.get(origin(uri)));
    }

    /**
     * Remembers the nonce of a response that may bring one: a demand for nonces, success, or 403.
     *
     * @param challenges the lines of {@code WWW-Authenticate}
     * @param offered the lines of {@code DPoP-Nonce}; a nonce that is not one line of at most 512 NQCHAR is no nonce
     * @return the nonce to send the request again with; empty when the response is not a demand that brings one
     */
    Optional<String> learn(String uri, int status, List<String> challenges, List<String> offered) {
        boolean demanded = status == 401 && challenges.stream().anyMatch(NonceMemory::demandsNonce);
        boolean mayBringOne = demanded || status / 100 == 2 || status == 403;
        if (!mayBringOne
                || offered.size() != 1
                || !NONCE.matcher(offered.get(0)).matches()) {
            return Optional.empty();
        }
        nonces.put(origin(uri), offered.get(0));
        return demanded ? Optional.of(offered.get(0)) : Optional.empty();
    }

    private static boolean demandsNonce(String challenges) {
        Matcher part = CHALLENGE_PART.matcher(challenges);
        boolean dpop = false;
        while (part.find()) {
            if (part.group("scheme") != null) {
                dpop = part.group("scheme").equalsIgnoreCase("DPoP");
            } else if (dpop && part.group("name").equalsIgnoreCase("error")) {
                String error = part.group("quoted") != null ? part.group("quoted") : part.group("plain");
                if (error.equals("use_dpop_nonce")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String origin(String uri) {
        Matcher origin = ORIGIN.matcher(uri);
        if (!origin.lookingAt()) {
            throw new IllegalArgumentException("not an http or https URI: " + uri);
        }
        String scheme = origin.group(1).toLowerCase(Locale.ROOT);
        String authority = origin.group(2).toLowerCase(Locale.ROOT);
        return scheme + "://" + authority.replaceFirst(scheme.equals("https") ? ":443$" : ":80$", "");
    }
}
