package org.dpop4j.jakarta.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dpop4j.settings.ApplicationLog;

/**
 * What Open Liberty does in its own way. What it has to be told in server.xml is found out from how it treats requests, and
 * each lack is logged once.
 */
final class OpenLiberty {
    private static final String PRIVATE_PREFIX = "$WS";
    private static final String SCHEME = "DPoP ";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private final ApplicationLog log;
    private final AtomicBoolean privateHeadersAreReported = new AtomicBoolean();
    private final AtomicBoolean schemeIsReported = new AtomicBoolean();
    private final AtomicBoolean forwardingIsReported = new AtomicBoolean();

    /** @param log where operators are told of the application */
    OpenLiberty(ApplicationLog log) {
        this.log = log;
    }

    /** Whether the request carries header fields by which the server lets trusted proxies replace its target URI. */
    boolean isAddressedByPrivateHeaders(HttpServletRequest request) {
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            if (names.nextElement().regionMatches(true, 0, PRIVATE_PREFIX, 0, PRIVATE_PREFIX.length())) {
                report(
                        privateHeadersAreReported,
                        "A request with $WS header fields is refused: the server takes its target URI from them. Put"
                                + " <httpDispatcher trustedHeaderOrigin=\"none\"/> into server.xml. If a web server plug-in in front"
                                + " of this server sends them, set dpop.public-base-uris as well");
                return true;
            }
        }
        return false;
    }

    /** The scheme of the connection. The server itself believes the request line, and by default X-Forwarded-Proto. */
    String schemeOf(HttpServletRequest request) {
        boolean isEncrypted = request.getAttribute("jakarta.servlet.request.cipher_suite") != null;
        if (request.isSecure() && !isEncrypted) {
            report(
                    forwardingIsReported,
                    "X-Forwarded-Proto says https of a connection without TLS, and is not believed, because anybody may send"
                            + " it. Behind a proxy that ends TLS, set dpop.public-base-uris");
        }
        return request.isSecure() && isEncrypted ? "https" : "http";
    }

    /**
     * The authority of an absolute-form request line or of {@code :authority}, which the server does not tell apart from the
     * Host line.
     */
    String authorityOf(HttpServletRequest request) {
        String name = request.getServerName();
        boolean isAddress = name.indexOf(':') >= 0 && !name.startsWith("[");
        return (isAddress ? "[" + name + "]" : name) + ":" + request.getServerPort();
    }

    /** The path as on the wire; the server cuts session ids out of it. */
    String targetOf(HttpServletRequest request, String otherwise) {
        String url = request.getRequestURL().toString();
        int authority = url.indexOf("://") + 3;
        int path = url.indexOf('/', authority);
        boolean isCut = path >= 0 && url.indexOf(';', path) >= 0 && url.startsWith(otherwise, path);
        return isCut ? url.substring(path) : otherwise;
    }

    /**
     * Takes back what the server has put into the response when it did not like the Authorization line, before anybody has
     * asked whether a caller is needed. Who is refused after all gets a response of ours.
     */
    void withdrawRefusal(HttpServletResponse response) {
        if (response.isCommitted() || !response.containsHeader(WWW_AUTHENTICATE)) {
            return;
        }
        response.setHeader(WWW_AUTHENTICATE, null);
        response.setStatus(HttpServletResponse.SC_OK);
    }

    /**
     * Whether the server looks for a token in this line at all: it knows the scheme by one spelling.
     */
    boolean readsDPoPScheme(String authorization) {
        return authorization.startsWith(SCHEME);
    }

    /** To be told of every token of the DPoP scheme that the server has refused. */
    void explainRefusal() {
        report(
                schemeIsReported,
                "Open Liberty has refused an access token of the DPoP scheme. If it refuses all of them, server.xml lacks"
                        + " <authFilter id=\"dpopOnly\"><requestHeader id=\"dpopScheme\" name=\"Authorization\" value=\"DPoP \""
                        + " matchType=\"contains\"/></authFilter> and <mpJwt id=\"dpop\" authorizationHeaderScheme=\"DPoP \""
                        + " authFilterRef=\"dpopOnly\"/>, or a <keyStore id=\"defaultKeyStore\" password=\"...\"/>, without which"
                        + " mpJwt stays switched off");
    }

    private void report(AtomicBoolean isReported, String text) {
        if (isReported.compareAndSet(false, true)) {
            log.warn(text);
        }
    }
}
