package org.dpop4j.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code cnf} claim of a validated access token says about the key that the token is bound to.
 *
 * <p>Whatever cannot be understood counts as bound and unusable, never as unbound.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-6.1">RFC 9449 section 6.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7800.html#section-3.1">RFC 7800 section 3.1</a>
 */
public sealed interface Confirmation {
    /** The token is bound to no key: an ordinary Bearer token. */
    record None() implements Confirmation {}

    /**
     * The token is bound to a DPoP key.
     *
     * @param jkt the key's thumbprint, 43 characters of base64url
     */
    record Jkt(String jkt) implements Confirmation {}

    /**
     * The token is bound in a way that nobody here can verify, or may be.
     *
     * @param reason {@link Rejection#CONFIRMATION_MALFORMED}, {@link Rejection#CONFIRMATION_UNSUPPORTED} or
     *     {@link Rejection#CONFIRMATION_UNKNOWN}
     */
    record Unusable(Rejection reason) implements Confirmation {}

    /**
     * The token is bound to a client certificate (RFC 8705). Unusable until somebody has compared that with the certificate
     * of the connection.
     *
     * @param besides what else the token is bound to
     */
    record Certificate(Confirmation besides) implements Confirmation {}

    /** Why a token with this binding is refused with every scheme; empty when the rest decides. */
    default Optional<Rejection> refusal() {
        return this instanceof Unusable unusable
                ? Optional.of(unusable.reason())
                : this instanceof Certificate ? Optional.of(Rejection.CONFIRMATION_UNSUPPORTED) : Optional.empty();
    }

    /** The {@code cnf} claim name. */
    String CLAIM = "cnf";

    /** Confirmation methods of RFC 7800 and their kind that prove possession in another way. */
    List<String> OTHER_METHODS = List.of("jwk", "jwe", "jku", "kid");

    /** The confirmation method of RFC 8705. */
    String CERTIFICATE_METHOD = "x5t#S256";

    int THUMBPRINT_CHARS = 43;

    /**
     * Reads the binding from the token's own text. The text is taken as genuine, so it has to be the one that the
     * server validated.
     *
     * @param token a JWS in compact serialisation
     * @return the binding; {@link Unusable} when the text is anything else
     */
    static Confirmation ofToken(String token) {
        Confirmation malformed = new Unusable(Rejection.CONFIRMATION_MALFORMED);
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first < 0 || last == first || token.indexOf('.', first + 1) != last) {
            return malformed;
        }
        String payload = token.substring(first + 1, last);
        if (!Base64Url.isCanonical(payload)) {
            return malformed;
        }
        try {
            Map<String, @Nullable Object> claims = StrictJson.parseObject(
                    Base64Url.decode(payload, Rejection.CONFIRMATION_MALFORMED), StrictJson.Limits.ACCESS_TOKEN);
            return claims.containsKey(CLAIM) ? ofClaim(claims.get(CLAIM)) : new None();
        } catch (StrictJson.NotStrictJson e) {
            return malformed;
        }
    }

    /**
     * Reads the binding from the response of an introspection endpoint (RFC 7662) that calls the token active.
     *
     * @param response a JSON object
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-6.2">RFC 9449 section 6.2</a>
     */
    static Confirmation ofIntrospection(String response) {
        Map<String, @Nullable Object> members;
        try {
            members = StrictJson.parseObject(response, StrictJson.Limits.ACCESS_TOKEN);
        } catch (StrictJson.NotStrictJson e) {
            return new Unusable(Rejection.CONFIRMATION_MALFORMED);
        }
        Confirmation found = members.containsKey(CLAIM) ? ofClaim(members.get(CLAIM)) : new None();
        Object type = members.get("token_type");
        boolean isCalledDPoP = type instanceof String name && name.equalsIgnoreCase("DPoP");
        if (found instanceof None && type != null && (isCalledDPoP || !(type instanceof String))) {
            return new Unusable(Rejection.CONFIRMATION_UNKNOWN);
        }
        return found instanceof Jkt && type != null && !isCalledDPoP
                ? new Unusable(Rejection.CONFIRMATION_MALFORMED)
                : found;
    }

    /**
     * Reads the binding from the value of a {@code cnf} claim that is present.
     *
     * @param cnf the claim as the server hands it out: a map, a string holding a JSON object, or a value of JSON-P, which
     *     prints as JSON
     */
    static Confirmation ofClaim(@Nullable Object cnf) {
        if (cnf instanceof Map<?, ?> members) {
            return ofMembers(members);
        }
        String json = text(cnf);
        try {
            return json == null
                    ? new Unusable(Rejection.CONFIRMATION_MALFORMED)
                    : ofMembers(StrictJson.parseObject(json, StrictJson.Limits.ACCESS_TOKEN));
        } catch (StrictJson.NotStrictJson e) {
            return new Unusable(Rejection.CONFIRMATION_MALFORMED);
        }
    }

    private static Confirmation ofMembers(Map<?, ?> members) {
        for (String method : OTHER_METHODS) {
            if (members.containsKey(method)) {
                return new Unusable(Rejection.CONFIRMATION_UNSUPPORTED);
            }
        }
        if (members.containsKey(CERTIFICATE_METHOD)) {
            return new Certificate(members.size() == 1 ? new None() : ofThumbprint(members));
        }
        return ofThumbprint(members);
    }

    private static Confirmation ofThumbprint(Map<?, ?> members) {
        if (!members.containsKey("jkt")) {
            return new Unusable(
                    members.isEmpty() ? Rejection.CONFIRMATION_MALFORMED : Rejection.CONFIRMATION_UNSUPPORTED);
        }
        String jkt = text(members.get("jkt"));
        return jkt != null && jkt.length() == THUMBPRINT_CHARS && Base64Url.isCanonical(jkt)
                ? new Jkt(jkt)
                : new Unusable(Rejection.CONFIRMATION_MALFORMED);
    }

    /** The text of a string, be it one of Java or one of JSON-P; null for anything else. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return StrictJson.parseObject("{\"value\":" + value + "}", StrictJson.Limits.ACCESS_TOKEN)
                                    .get("value")
                            instanceof String text
                    ? text
                    : null;
        } catch (StrictJson.NotStrictJson e) {
            return null;
        }
    }
}
