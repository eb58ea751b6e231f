package org.dpop4j.jakarta;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What Open Liberty has to be told in server.xml, found out from how it treats requests. Each fault is logged once. */
final class LibertySetup {
    private static final Logger LOG = System.getLogger("org.dpop4j");
    private static final String PRIVATE_PREFIX = "$WS";

    private final AtomicBoolean privateHeadersAreReported = new AtomicBoolean();
    private final AtomicBoolean schemeIsReported = new AtomicBoolean();

    /** Whether the request carries header fields by which Open Liberty lets trusted proxies replace its target URI. */
    boolean isAddressedByPrivateHeaders(HttpServletRequest request) {
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            if (names.nextElement().regionMatches(true, 0, PRIVATE_PREFIX, 0, PRIVATE_PREFIX.length())) {
                if (privateHeadersAreReported.compareAndSet(false, true)) {
                    LOG.log(
                            Level.WARNING,
                            "A request with $WS header fields is refused: they replace the target URI that a proof is held"
                                    + " against. If a web server plug-in in front of this server sends them, have it forward"
                                    + " without them and set dpop.public-base-uris. In any case put"
                                    + " <httpDispatcher trustedHeaderOrigin=\"none\"/> into server.xml");
                }
                return true;
            }
        }
        return false;
    }

    /**
     * To be asked when the server refused a token. Where it saw the token and found it invalid, its own challenge says so.
     */
    void explainRefusal(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String authorization = request.getHeader("Authorization");
        boolean isSpeltAsConfigured = authorization != null && authorization.startsWith("DPoP ");
        if (isSpeltAsConfigured
                && !sawToken(response.getHeaders("WWW-Authenticate"))
                && schemeIsReported.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "Open Liberty did not look at an access token of the DPoP scheme, so all of them are refused. Put into"
                            + " server.xml: <authFilter id=\"dpopOnly\"><requestHeader id=\"dpopScheme\" name=\"Authorization\""
                            + " value=\"DPoP \" matchType=\"contains\"/></authFilter> <mpJwt id=\"dpop\""
                            + " authorizationHeaderScheme=\"DPoP \" authFilterRef=\"dpopOnly\"/> and a <keyStore/>, without"
                            + " which mpJwt stays switched off; see the guide's page on Open Liberty");
        }
    }

    private static boolean sawToken(@Nullable Collection<String> challenges) {
        return challenges != null && challenges.stream().anyMatch(challenge -> challenge.contains("error="));
    }
}
