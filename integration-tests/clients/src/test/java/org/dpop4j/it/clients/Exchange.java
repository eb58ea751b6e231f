package org.dpop4j.it.clients;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One request and its answer, as the server has seen them.
 *
 * @param method of the request
 * @param target the request target
 * @param algorithm {@code alg} of the proof
 * @param htu of the proof
 * @param sentNonce {@code nonce} of the proof; null when it has none
 * @param status of the answer
 * @param challenge {@code WWW-Authenticate} of the answer; null when it has none
 * @param newNonce {@code DPoP-Nonce} of the answer; null when it has none
 */
record Exchange(
        String method,
        String target,
        String algorithm,
        String htu,
        String sentNonce,
        int status,
        String challenge,
        String newNonce) {

    static Exchange of(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap answer = context.response().headers();
        String proof = request.getHeader("DPoP");
        JsonObject claims = part(proof, 1);
        return new Exchange(
                request.method().name(),
                request.uri(),
                part(proof, 0).getString("alg"),
                claims.getString("htu"),
                claims.getString("nonce"),
                context.response().getStatusCode(),
                only(answer, "WWW-Authenticate"),
                only(answer, "DPoP-Nonce"));
    }

    /** Whether the client was told to come again with a nonce, in the form of RFC 9449 section 9. */
    boolean demandsNonce() {
        return status == 401 && challenge.startsWith("DPoP error=\"use_dpop_nonce\", ") && newNonce != null;
    }

    private static String only(MultiMap headers, String name) {
        if (headers.getAll(name).size() > 1) {
            throw new IllegalStateException("more than one " + name);
        }
        return headers.get(name);
    }

    private static JsonObject part(String jws, int index) {
        byte[] json = Base64.getUrlDecoder().decode(jws.split("\\.")[index]);
        return new JsonObject(new String(json, StandardCharsets.UTF_8));
    }
}
