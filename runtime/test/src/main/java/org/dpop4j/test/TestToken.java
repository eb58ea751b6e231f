package org.dpop4j.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recipe for access tokens, got from a {@link TestIssuer}: a valid, unbound JWT of one product's shape, and each method
 * changes one thing.
 *
 * <p>Every {@link #serialize()} makes a new token ({@code jti}, {@code iat}, {@code exp}); keep its text, because the
 * proof's {@code ath} belongs to one text. The audience is {@value #AUDIENCE} and the lifetime five minutes unless set.
 * Immutable, safe for use by many threads; every method returns a changed copy. JSON values are strings, numbers,
 * booleans, null, maps with string keys, and iterables of these.
 */
public final class TestToken {
    /** The audience of all tokens that name no other. */
    public static final String AUDIENCE = "https://api.example";

    private final TestIssuer issuer;
    private final boolean keycloak;
    private final ClientKey signer;
    private final Map<String, @Nullable Object> header;
    private final Map<String, @Nullable Object> claims;
    private final Duration age;
    private final Duration lifetime;
    private final @Nullable String rawPayload;
    private final boolean opaque;

    private TestToken(
            TestIssuer issuer,
            boolean keycloak,
            ClientKey signer,
            Map<String, @Nullable Object> header,
            Map<String, @Nullable Object> claims,
            Duration age,
            Duration lifetime,
            @Nullable String rawPayload,
            boolean opaque) {
        this.issuer = issuer;
        this.keycloak = keycloak;
        this.signer = signer;
        this.header = header;
        this.claims = claims;
        this.age = age;
        this.lifetime = lifetime;
        this.rawPayload = rawPayload;
        this.opaque = opaque;
    }

    /** Stands for a value that is known only when a token is made. */
    private enum Late {
        EXP,
        IAT,
        JTI
    }

    static TestToken from(TestIssuer issuer, String typ, boolean keycloak) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", issuer.key().algorithm());
        header.put("typ", typ);
        header.put("kid", issuer.keyId());
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("exp", Late.EXP);
        claims.put("iat", Late.IAT);
        claims.put("jti", Late.JTI);
        return new TestToken(
                issuer, keycloak, issuer.key(), header, claims, Duration.ZERO, Duration.ofMinutes(5), null, false);
    }

    /** Binds the token to the client's key, the way the product does it. */
    public TestToken boundTo(ClientKey key) {
        return boundTo(key.jkt());
    }

    /** Binds the token to the key with this thumbprint, the way the product does it. */
    public TestToken boundTo(String jkt) {
        Map<String, Object> cnf = new LinkedHashMap<>();
        cnf.put("jkt", jkt);
        if (!keycloak) {
            return confirmation(cnf);
        }
        cnf.put("kc-jkt-type", "DPoP");
        return confirmation(cnf).claim("typ", "DPoP");
    }

    /** No {@code cnf}: a plain Bearer token. This is how a token starts out. */
    public TestToken unbound() {
        TestToken token = claims.containsKey("cnf") ? without("cnf") : this;
        return keycloak ? token.claim("typ", "Bearer") : token;
    }

    /** The {@code cnf} claim itself, any JSON value, well-formed or not. */
    public TestToken confirmation(@Nullable Object cnf) {
        return claim("cnf", cnf);
    }

    /** Sets a claim to any JSON value. */
    public TestToken claim(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return copy(signer, header, changed, age, lifetime, rawPayload);
    }

    /**
     * Leaves out a claim or a header parameter.
     *
     * @throws IllegalArgumentException when there is none of that name, lest a misspelt test pass
     */
    public TestToken without(String name) {
        if (!claims.containsKey(name) && !header.containsKey(name)) {
            throw new IllegalArgumentException("neither a claim nor a header parameter: " + name);
        }
        Map<String, @Nullable Object> fewerParameters = new LinkedHashMap<>(header);
        fewerParameters.remove(name);
        Map<String, @Nullable Object> fewerClaims = new LinkedHashMap<>(claims);
        fewerClaims.remove(name);
        return copy(signer, fewerParameters, fewerClaims, age, lifetime, rawPayload);
    }

    /** {@code groups}, which MicroProfile JWT takes for roles; also in shapes that have none by themselves. */
    public TestToken groups(String... groups) {
        return claim("groups", List.of(groups));
    }

    /** {@code aud}: a string for one audience, an array for several. */
    public TestToken audience(String... audiences) {
        return claim("aud", audiences.length == 1 ? audiences[0] : List.of(audiences));
    }

    /** {@code iss}. */
    public TestToken issuer(String iss) {
        return claim("iss", iss);
    }

    /** {@code sub}. */
    public TestToken subject(String sub) {
        return claim("sub", sub);
    }

    /** The time from the making of the token to its {@code exp}. */
    public TestToken expiresIn(Duration time) {
        return copy(signer, header, claims, age, time, rawPayload);
    }

    /** Issued two hours ago, expired one hour ago: beyond any clock skew that servers allow. */
    public TestToken expired() {
        return copy(signer, header, claims, Duration.ofHours(2), Duration.ofHours(-1), rawPayload);
    }

    /** Signed by a new key under the issuer's {@code kid}. */
    public TestToken signedByStranger() {
        return copy(ClientKey.generate(signer.algorithm()), header, claims, age, lifetime, rawPayload);
    }

    /** Sets a JOSE header parameter to any JSON value. */
    public TestToken header(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return copy(signer, changed, claims, age, lifetime, rawPayload);
    }

    /** Replaces the payload by this text, signed as it is. */
    public TestToken rawPayload(String json) {
        return copy(signer, header, claims, age, lifetime, json);
    }

    /**
     * Serialised as one part, so that a resource server has to ask for it at the introspection endpoint (RFC 7662). The
     * text is the signed token in base64url once more, by which a test's endpoint knows it.
     */
    public TestToken opaque() {
        return new TestToken(issuer, keycloak, signer, header, claims, age, lifetime, rawPayload, true);
    }

    /** Makes a token: the credentials of an {@code Authorization} header field. */
    public String serialize() {
        return opaque ? Jose.base64url(sign()) : sign();
    }

    private String sign() {
        String payload = rawPayload != null ? rawPayload : Json.write(resolved());
        String input = Jose.base64url(Json.write(header)) + "." + Jose.base64url(payload);
        return input + "." + Jose.base64url(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private Map<String, @Nullable Object> resolved() {
        Instant now = issuer.clock().instant();
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>(claims);
        resolved.replaceAll((name, value) -> {
            if (value instanceof Late late) {
                return switch (late) {
                    case EXP -> now.plus(lifetime).getEpochSecond();
                    case IAT -> now.minus(age).getEpochSecond();
                    case JTI -> UUID.randomUUID().toString();
                };
            }
            return value;
        });
        return resolved;
    }

    /** The same as {@link #serialize()}: a new token every time. */
    @Override
    public String toString() {
        return serialize();
    }

    private TestToken copy(
            ClientKey newSigner,
            Map<String, @Nullable Object> newHeader,
            Map<String, @Nullable Object> newClaims,
            Duration newAge,
            Duration newLifetime,
            @Nullable String newRawPayload) {
        return new TestToken(
                issuer, keycloak, newSigner, newHeader, newClaims, newAge, newLifetime, newRawPayload, opaque);
    }
}
