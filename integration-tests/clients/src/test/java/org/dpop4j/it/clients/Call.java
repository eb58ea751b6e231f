package org.dpop4j.it.clients;

import io.vertx.core.json.JsonObject;

/** What a client is told to do; {@code calls.mjs} reads it. Immutable. */
final class Call {
    private final JsonObject json;

    private Call(JsonObject json) {
        this.json = json;
    }

    static Call get(String path) {
        return new Call(JsonObject.of("method", "GET", "path", path));
    }

    static Call post(String path, String body) {
        return new Call(JsonObject.of("method", "POST", "path", path, "body", body));
    }

    /** So many times at once. */
    Call times(int number) {
        return with("times", number);
    }

    /** Again and again, until so many good answers have brought a new nonce. */
    Call untilRenewed(int number) {
        return with("untilRenewed", number);
    }

    /** The good answer brings this nonce: as if the client had got it at another time, or from another server. */
    Call nextNonce(String nonce) {
        return with("headers", JsonObject.of(Wire.NEXT_NONCE, nonce));
    }

    /** The scheme and authority as this client spells them. */
    Call at(String baseUri) {
        return with("base", baseUri);
    }

    JsonObject json() {
        return json.copy();
    }

    private Call with(String name, Object value) {
        return new Call(json().put(name, value));
    }
}
