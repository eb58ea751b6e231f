package org.dpop4j.test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A recipe for DPoP proofs: valid unless told otherwise, and each method adds one deviation.
 *
 * <pre>{@code
 * ClientKey key = ClientKey.es256();
 * TestProof proof = TestProof.with(key).uri("https://api.example/orders").accessToken(token);
 * String valid = proof.serialize();
 * String invalid = proof.without("jti").serialize();
 * }</pre>
 *
 * <p>Every {@link #serialize()} makes a new proof: a fresh {@code jti}, the {@code iat} of that moment, a new signature;
 * so one recipe serves many requests. Whoever wants the same proof twice keeps the text; whoever wants the same
 * {@code jti} in two proofs sets it with {@link #jti(String)}.
 *
 * <p>Header: {@code typ}, {@code alg}, {@code jwk}. Payload: {@code jti}, {@code htm} ({@code GET} unless set),
 * {@code htu}, {@code iat}, and {@code ath} when an access token is set. The request (method, URI, access token, clock) and
 * the deviations are independent of each other: {@code without("ath").accessToken(token)} and
 * {@code accessToken(token).without("ath")} are the same. Deviations of the same member replace each other, the last
 * one stands.
 *
 * <p>Immutable, safe for use by many threads; every method returns a changed copy. JSON values are strings, numbers,
 * booleans, null, maps with string keys, and iterables of these.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2">RFC 9449 section 4.2</a>
 */
public final class TestProof {
    private final Recipe recipe;

    private TestProof(Recipe recipe) {
        this.recipe = recipe;
    }

    /** The value that leaves its member out. */
    enum Absent {
        ABSENT
    }

    /** A member whose value is known only when a proof is made. */
    @FunctionalInterface
    interface Late {
        @Nullable
        Object value(TestProof proof);
    }

    /** All state; changed only on a copy that no one else has seen yet. */
    private static final class Recipe {
        ClientKey key;

        @Nullable
        Function<byte[], byte[]> signer;

        UnaryOperator<byte[]> signature = bytes -> bytes;

        String method = "GET";

        @Nullable
        String uri;

        @Nullable
        String accessToken;

        InstantSource clock = Clock.systemUTC();

        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        byte @Nullable [] rawHeader;
        UnaryOperator<byte[]> headerBytes = bytes -> bytes;
        UnaryOperator<String> headerPart = part -> part;

        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        byte @Nullable [] rawPayload;
        UnaryOperator<byte[]> payloadBytes = bytes -> bytes;
        UnaryOperator<String> payloadPart = part -> part;

        UnaryOperator<String> compact = text -> text;

        Recipe(ClientKey key) {
            this.key = key;
        }

        Recipe(Recipe other) {
            key = other.key;
            signer = other.signer;
            signature = other.signature;
            method = other.method;
            uri = other.uri;
            accessToken = other.accessToken;
            clock = other.clock;
            header = new LinkedHashMap<>(other.header);
            rawHeader = other.rawHeader;
            headerBytes = other.headerBytes;
            headerPart = other.headerPart;
            claims = new LinkedHashMap<>(other.claims);
            rawPayload = other.rawPayload;
            payloadBytes = other.payloadBytes;
            payloadPart = other.payloadPart;
            compact = other.compact;
        }
    }

    /** A valid proof of possession of this key, for a request still to be named with {@link #uri(String)}. */
    public static TestProof with(ClientKey key) {
        Recipe recipe = new Recipe(key);
        recipe.header.put("typ", "dpop+jwt");
        recipe.header.put("alg", key.algorithm());
        recipe.header.put("jwk", key.publicJwk());
        recipe.claims.put("jti", (Late) proof -> UUID.randomUUID().toString());
        recipe.claims.put("htm", (Late) proof -> proof.recipe.method);
        recipe.claims.put("htu", (Late) TestProof::targetUri);
        recipe.claims.put("iat", (Late) proof -> proof.now().getEpochSecond());
        recipe.claims.put("ath", (Late) proof -> {
            String token = proof.recipe.accessToken;
            return token == null ? Absent.ABSENT : Jose.accessTokenHash(token);
        });
        return new TestProof(recipe);
    }

    // ---- the request the proof is for

    /** The method of the request, {@code GET} unless set. */
    public TestProof method(String method) {
        return change(recipe -> recipe.method = method);
    }

    /**
     * The URI of the request. {@code htu} leaves its query and fragment out, as RFC 9449 section 4.2 wants it; to send a
     * URI as it is, use {@code claim("htu", uri)}.
     */
    public TestProof uri(String uri) {
        return change(recipe -> recipe.uri = uri);
    }

    /** The access token of the request, exactly as it is sent. */
    public TestProof accessToken(String accessToken) {
        return change(recipe -> recipe.accessToken = accessToken);
    }

    /** Where {@code iat} comes from; the system clock unless set. */
    public TestProof clock(InstantSource clock) {
        return change(recipe -> recipe.clock = clock);
    }

    /** Another key, with its algorithm: as if the proof had been made {@link #with} it from the start. */
    public TestProof key(ClientKey key) {
        return change(recipe -> {
            recipe.key = key;
            recipe.header.put("alg", key.algorithm());
            recipe.header.put("jwk", key.publicJwk());
        });
    }

    // ---- claims and header parameters

    /** A fixed {@code jti} instead of a fresh one per proof. */
    public TestProof jti(String jti) {
        return claim("jti", jti);
    }

    /** {@code nonce}, as provided by the server. */
    public TestProof nonce(String nonce) {
        return claim("nonce", nonce);
    }

    /** An {@code iat} that does not follow the clock. */
    public TestProof issuedAt(Instant instant) {
        return claim("iat", instant.getEpochSecond());
    }

    /** An {@code iat} that lies before the moment the proof is made. */
    public TestProof issuedAgo(Duration age) {
        return late("iat", proof -> proof.now().minus(age).getEpochSecond());
    }

    /** An {@code iat} that lies after the moment the proof is made. */
    public TestProof issuedAhead(Duration lead) {
        return issuedAgo(lead.negated());
    }

    /** An {@code ath} that does not follow the access token. */
    public TestProof accessTokenHash(String ath) {
        return claim("ath", ath);
    }

    /** Sets a claim to any JSON value, in its usual place or, if it is new, at the end. */
    public TestProof claim(String name, @Nullable Object value) {
        return change(recipe -> recipe.claims.put(name, value));
    }

    /** Sets a claim to a JSON text that is written as it is, such as {@code 1e300} or {@code NaN}. */
    public TestProof claimJson(String name, String json) {
        return claim(name, new Json.Text(json));
    }

    /** Sets a JOSE header parameter to any JSON value, in its usual place or, if it is new, at the end. */
    public TestProof header(String name, @Nullable Object value) {
        return change(recipe -> recipe.header.put(name, value));
    }

    /** Sets a JOSE header parameter to a JSON text that is written as it is. */
    public TestProof headerJson(String name, String json) {
        return header(name, new Json.Text(json));
    }

    /**
     * Leaves out a claim or a JOSE header parameter.
     *
     * @throws IllegalArgumentException when there is none of that name, lest a misspelt test pass
     */
    public TestProof without(String name) {
        if (!recipe.claims.containsKey(name) && !recipe.header.containsKey(name)) {
            throw new IllegalArgumentException("neither a claim nor a header parameter: " + name);
        }
        return change(recipe -> {
            recipe.claims.remove(name);
            recipe.header.remove(name);
        });
    }

    /**
     * Sets a member of the {@code jwk} header parameter; the signing key stays.
     *
     * @throws IllegalStateException when the {@code jwk} is no longer an object
     */
    public TestProof jwkMember(String name, @Nullable Object value) {
        Map<String, @Nullable Object> jwk = jwkObject();
        jwk.put(name, value);
        return header("jwk", jwk);
    }

    /**
     * Leaves out a member of the {@code jwk} header parameter; the signing key stays.
     *
     * @throws IllegalStateException when the {@code jwk} is no longer an object
     * @throws IllegalArgumentException when it has no such member
     */
    public TestProof withoutJwkMember(String name) {
        Map<String, @Nullable Object> jwk = jwkObject();
        if (!jwk.containsKey(name)) {
            throw new IllegalArgumentException("not a member of the jwk: " + name);
        }
        jwk.remove(name);
        return header("jwk", jwk);
    }

    // ---- the texts behind them

    /** Replaces the JOSE header by this text, signed as it is. */
    public TestProof rawHeader(String json) {
        return rawHeader(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the JOSE header by these bytes, UTF-8 or not, signed as they are. */
    public TestProof rawHeader(byte[] bytes) {
        byte[] copy = bytes.clone();
        return change(recipe -> recipe.rawHeader = copy);
    }

    /** Replaces the payload by this text, signed as it is. */
    public TestProof rawPayload(String json) {
        return rawPayload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the payload by these bytes, UTF-8 or not, signed as they are. */
    public TestProof rawPayload(byte[] bytes) {
        byte[] copy = bytes.clone();
        return change(recipe -> recipe.rawPayload = copy);
    }

    /** Rewrites the bytes of the JOSE header before it is encoded and signed; calls add up. */
    public TestProof mapHeader(UnaryOperator<byte[]> change) {
        return change(recipe -> recipe.headerBytes = then(recipe.headerBytes, change));
    }

    /** Rewrites the JSON text of the JOSE header before it is encoded and signed; calls add up. */
    public TestProof mapHeaderJson(UnaryOperator<String> change) {
        return mapHeader(onText(change));
    }

    /** Rewrites the bytes of the payload before it is encoded and signed; calls add up. */
    public TestProof mapPayload(UnaryOperator<byte[]> change) {
        return change(recipe -> recipe.payloadBytes = then(recipe.payloadBytes, change));
    }

    /** Rewrites the JSON text of the payload before it is encoded and signed; calls add up. */
    public TestProof mapPayloadJson(UnaryOperator<String> change) {
        return mapPayload(onText(change));
    }

    /** Rewrites the base64url text of the JOSE header; the signature covers the result. Calls add up. */
    public TestProof mapEncodedHeader(UnaryOperator<String> change) {
        return change(recipe -> recipe.headerPart = then(recipe.headerPart, change));
    }

    /** Rewrites the base64url text of the payload; the signature covers the result. Calls add up. */
    public TestProof mapEncodedPayload(UnaryOperator<String> change) {
        return change(recipe -> recipe.payloadPart = then(recipe.payloadPart, change));
    }

    // ---- signature

    /** The {@code jwk} still names the first key, the signature is by another. */
    public TestProof signedBy(ClientKey other) {
        return signer(other::sign);
    }

    /** A signature of one's own choice. */
    public TestProof signature(byte[] bytes) {
        byte[] copy = bytes.clone();
        return signer(input -> copy.clone());
    }

    /** Rewrites the bytes of the signature; calls add up. */
    public TestProof mapSignature(UnaryOperator<byte[]> change) {
        return change(recipe -> recipe.signature = then(recipe.signature, change));
    }

    /** {@code alg} is {@code none} and the signature is empty. */
    public TestProof unsigned() {
        return header("alg", "none").signature(new byte[0]);
    }

    /**
     * A MAC that takes the bytes of the public key (SubjectPublicKeyInfo, DER) for a shared secret.
     *
     * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}; becomes {@code alg}
     */
    public TestProof hmacWithPublicKey(String algorithm) {
        return hmac(algorithm, recipe.key.keyPair().getPublic().getEncoded());
    }

    /**
     * A MAC instead of a signature.
     *
     * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}; becomes {@code alg}
     * @param secret not empty
     */
    public TestProof hmac(String algorithm, byte[] secret) {
        byte[] copy = secret.clone();
        return header("alg", algorithm).signer(input -> Jose.hmac("HmacSHA" + algorithm.substring(2), copy, input));
    }

    TestProof signer(Function<byte[], byte[]> signer) {
        return change(recipe -> recipe.signer = signer);
    }

    // ---- after signing

    /** Gets one more (harmless) header parameter after it was signed. */
    public TestProof tamperedHeader() {
        return mapCompact(text -> tampered(text, 0));
    }

    /** Gets one more (harmless) claim after it was signed. */
    public TestProof tamperedPayload() {
        return mapCompact(text -> tampered(text, 1));
    }

    private static String tampered(String compact, int part) {
        String[] parts = compact.split("\\.", -1);
        String json = new String(Jose.decode(parts[part]), StandardCharsets.UTF_8);
        parts[part] = Jose.base64url(json.substring(0, json.length() - 1) + ",\"tampered\":true}");
        return String.join(".", parts);
    }

    /** Rewrites the finished proof; calls add up. */
    public TestProof mapCompact(UnaryOperator<String> change) {
        return change(recipe -> recipe.compact = then(recipe.compact, change));
    }

    // ---- results

    /**
     * Makes a proof: JWS compact serialisation, the value of the {@code DPoP} request header field.
     *
     * @throws IllegalStateException when no {@link #uri(String)} is set and {@code htu} needs one
     */
    public String serialize() {
        byte[] header = recipe.rawHeader != null ? recipe.rawHeader : json(recipe.header);
        byte[] payload = recipe.rawPayload != null ? recipe.rawPayload : json(recipe.claims);
        String input = recipe.headerPart.apply(Jose.base64url(recipe.headerBytes.apply(header.clone())))
                + "."
                + recipe.payloadPart.apply(Jose.base64url(recipe.payloadBytes.apply(payload.clone())));
        Function<byte[], byte[]> signer = recipe.signer != null ? recipe.signer : recipe.key::sign;
        byte[] signature = recipe.signature.apply(signer.apply(input.getBytes(StandardCharsets.UTF_8)));
        return recipe.compact.apply(input + "." + Jose.base64url(signature));
    }

    /**
     * The thumbprint of the {@code jwk} as it stands in the header, defects included: what an access token has to be bound
     * to for the proof to get past the comparison with {@code cnf.jkt}. Empty when it cannot be computed: no {@code jwk}
     * object, a required member that is missing or no string, or a raw header.
     */
    public Optional<String> jkt() {
        return recipe.rawHeader == null && recipe.header.get("jwk") instanceof Map<?, ?> jwk
                ? Jose.thumbprint(jwk)
                : Optional.empty();
    }

    /** The same as {@link #serialize()}: a new proof every time. */
    @Override
    public String toString() {
        return serialize();
    }

    // ---- for the catalogue of defects

    /** Sets a claim that depends on the request or the clock. */
    TestProof late(String name, Late value) {
        return change(recipe -> recipe.claims.put(name, value));
    }

    /** @throws IllegalStateException when there is none, or it is not a text */
    String nonce() {
        if (recipe.claims.get("nonce") instanceof String nonce) {
            return nonce;
        }
        throw new IllegalStateException("the proof needs nonce(...)");
    }

    ClientKey key() {
        return recipe.key;
    }

    Instant now() {
        return recipe.clock.instant();
    }

    String method() {
        return recipe.method;
    }

    /** @throws IllegalStateException when none is set */
    String accessToken() {
        return required(recipe.accessToken, "accessToken");
    }

    /** Without query and fragment. */
    String targetUri() {
        String uri = required(recipe.uri, "uri");
        return uri.replaceFirst("(?s)[?#].*", "");
    }

    // ---- inside

    private static String required(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalStateException("the proof needs " + name + "(...)");
        }
        return value;
    }

    private byte[] json(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            Object now = value instanceof Late late ? late.value(this) : value;
            if (!(now instanceof Absent)) {
                resolved.put(name, now);
            }
        });
        return Json.write(resolved).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> jwkObject() {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (!(recipe.header.get("jwk") instanceof Map<?, ?> jwk)) {
            throw new IllegalStateException("the jwk of this proof is no object");
        }
        jwk.forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }

    private TestProof change(Consumer<Recipe> change) {
        Recipe copy = new Recipe(recipe);
        change.accept(copy);
        return new TestProof(copy);
    }

    private static <T> UnaryOperator<T> then(UnaryOperator<T> first, UnaryOperator<T> second) {
        return value -> second.apply(first.apply(value));
    }

    private static UnaryOperator<byte[]> onText(UnaryOperator<String> change) {
        return bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
