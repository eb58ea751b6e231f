package org.dpop4j.test;

import static org.dpop4j.test.TestDefect.Place.CLAIMS;
import static org.dpop4j.test.TestDefect.Place.FORM;
import static org.dpop4j.test.TestDefect.Place.HEADER;
import static org.dpop4j.test.TestDefect.Place.KEY;
import static org.dpop4j.test.TestDefect.Place.SIGNATURE;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Single defects of DPoP proofs: a resource server has to refuse a proof with any one of them, with {@code 401} and
 * {@code invalid_dpop_proof}.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource
 * void isRefused(TestDefect defect) {
 *     TestProof proof = defect.apply(TestProof.with(key).uri(uri));
 *     String token = issuer.microProfile().boundTo(proof.jkt().orElse(key.jkt())).serialize();
 *     String text = proof.accessToken(token).serialize();
 *     ...
 * }
 * }</pre>
 *
 * <p>A resource server compares the thumbprint of the proof's key with the token's {@code cnf.jkt} before it looks at the
 * key. So a test that wants to see a defect of the {@linkplain Place#KEY key} found binds the token to {@link
 * TestProof#jkt()}, as above. A defect that brings a key of its own brings the same key every time; apart from the defect
 * its signatures are right wherever the mathematics permit.
 *
 * <p>The catalogue starts from a valid {@code ES256} proof. What depends on the request (method, URI, access token, clock)
 * is worked out when the proof is made, so a defect can be applied before those are set. Applying is safe for use by many
 * threads; the first use of an RSA key takes a moment.
 *
 * <p>Not in the catalogue: a valid proof of another key than the token's ({@link TestProof#key}) and a second use of a
 * proof, which are not defects of the proof; algorithms that are a matter of policy. Defects of the {@code nonce} count only
 * where the server demands one, and most get another error: see {@link TestNonceDefect}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
public enum TestDefect implements UnaryOperator<TestProof> {

    // ---- The form of the whole

    EMPTY(FORM, "P-05 A-10", p -> p.mapCompact(text -> "")),
    TWO_PARTS(FORM, "P-05 H-19 X-03", p -> p.mapCompact(text -> text.substring(0, text.lastIndexOf('.')))),
    FOUR_PARTS(FORM, "P-05 H-19", p -> p.mapCompact(OddTexts.append(".AAAA"))),
    /** Looks like an encrypted JWT. */
    FIVE_PARTS(
            FORM,
            "P-06 H-16",
            p -> p.header("alg", "dir").header("enc", "A128GCM").mapCompact(OddTexts.append(".AAAA.AAAA"))),
    LEADING_DOT(FORM, "P-05 H-19", p -> p.mapCompact(text -> "." + text)),
    TRAILING_DOT(FORM, "P-05 H-19", p -> p.mapCompact(OddTexts.append("."))),
    NO_HEADER_PART(FORM, "P-05", p -> p.mapCompact(text -> text.substring(text.indexOf('.')))),
    DETACHED_PAYLOAD(FORM, "P-05 J-21 H-19", p -> p.mapCompact(OddTexts::detached)),
    FLATTENED_JSON(FORM, "P-06 J-21 H-19", p -> p.mapCompact(OddTexts::flattened)),
    GENERAL_JSON(FORM, "P-06 J-21 H-19", p -> p.mapCompact(OddTexts::general)),
    TWO_PROOFS_JOINED(FORM, "P-02 P-04 H-76", p -> p.mapCompact(text -> text + ", " + text)),
    LEADING_COMMA(FORM, "P-04 H-76", p -> p.mapCompact(text -> "," + text)),
    TRAILING_COMMA(FORM, "P-04 H-76", p -> p.mapCompact(OddTexts.append(","))),
    QUOTED(FORM, "P-04", p -> p.mapCompact(text -> "\"" + text + "\"")),

    // ---- base64url

    PADDING_IN_HEADER(FORM, "P-04 J-01 H-39", p -> p.mapHeader(OddTexts.fill(1)).mapEncodedHeader(OddTexts::padded)),
    TRAILING_BITS_IN_HEADER(
            FORM, "J-02 H-39", p -> p.mapHeader(OddTexts.fill(1)).mapEncodedHeader(OddTexts::trailingBit)),
    LEFTOVER_CHARACTER_IN_HEADER(
            FORM, "J-02 H-39", p -> p.mapHeader(OddTexts.fill(0)).mapEncodedHeader(OddTexts.append("A"))),
    STANDARD_ALPHABET_IN_HEADER(
            FORM,
            "P-04 J-01 H-39",
            p -> p.mapHeaderJson(OddTexts.last(OddTexts.QUESTIONS)).mapEncodedHeader(OddTexts::standardAlphabet)),
    BLANK_IN_HEADER(FORM, "P-04 J-01 H-39", p -> p.mapEncodedHeader(OddTexts.insertInTheMiddle(" "))),
    STRAY_CHARACTER_IN_HEADER(FORM, "P-04 J-01 H-39", p -> p.mapEncodedHeader(OddTexts.insertInTheMiddle("!"))),
    PADDING_IN_PAYLOAD(
            FORM, "P-04 J-01 H-39", p -> p.mapPayload(OddTexts.fill(1)).mapEncodedPayload(OddTexts::padded)),
    TRAILING_BITS_IN_PAYLOAD(
            FORM, "J-02 H-39", p -> p.mapPayload(OddTexts.fill(1)).mapEncodedPayload(OddTexts::trailingBit)),
    LEFTOVER_CHARACTER_IN_PAYLOAD(
            FORM, "J-02 H-39", p -> p.mapPayload(OddTexts.fill(0)).mapEncodedPayload(OddTexts.append("A"))),
    STANDARD_ALPHABET_IN_PAYLOAD(
            FORM,
            "P-04 J-01 H-39",
            p -> p.mapPayloadJson(OddTexts.last(OddTexts.QUESTIONS)).mapEncodedPayload(OddTexts::standardAlphabet)),
    BLANK_IN_PAYLOAD(FORM, "P-04 J-01 H-39", p -> p.mapEncodedPayload(OddTexts.insertInTheMiddle(" "))),
    STRAY_CHARACTER_IN_PAYLOAD(FORM, "P-04 J-01 H-39", p -> p.mapEncodedPayload(OddTexts.insertInTheMiddle("!"))),
    PADDING_IN_SIGNATURE(FORM, "P-04 J-01 H-39", p -> es256(p).mapCompact(OddTexts.inSignature(OddTexts::padded))),
    TRAILING_BITS_IN_SIGNATURE(
            FORM, "J-02 H-39 H-40", p -> es256(p).mapCompact(OddTexts.inSignature(OddTexts::trailingBit))),
    BLANK_IN_SIGNATURE(
            FORM, "P-04 J-01 H-39", p -> p.mapCompact(OddTexts.inSignature(OddTexts.insertInTheMiddle(" ")))),
    STRAY_CHARACTER_IN_SIGNATURE(
            FORM, "P-04 J-01 H-39", p -> p.mapCompact(OddTexts.inSignature(OddTexts.insertInTheMiddle("!")))),

    // ---- The header as a JSON text

    HEADER_ARRAY(HEADER, "P-05 H-49", p -> p.mapHeaderJson(json -> "[" + json + "]")),
    HEADER_STRING(HEADER, "P-05 H-49", p -> p.mapHeaderJson(Json::write)),
    HEADER_NUMBER(HEADER, "P-05 H-49", p -> p.rawHeader("1")),
    HEADER_NULL(HEADER, "P-05 H-49", p -> p.rawHeader("null")),
    HEADER_EMPTY_OBJECT(HEADER, "P-05 H-53", p -> p.rawHeader("{}")),
    HEADER_BLANK(HEADER, "P-05 H-49", p -> p.rawHeader(" ")),
    HEADER_TRAILING_BYTES(HEADER, "J-04 H-47", p -> p.mapHeaderJson(OddTexts.append("x"))),
    HEADER_TWO_OBJECTS(HEADER, "J-04 H-47", p -> p.mapHeaderJson(OddTexts.append("{}"))),
    HEADER_CUT_OFF(HEADER, "J-04 H-47", p -> p.mapHeaderJson(json -> json.substring(0, json.length() - 1))),
    HEADER_COMMENT(HEADER, "J-04 H-47", p -> p.mapHeaderJson(json -> "/**/" + json)),
    HEADER_SINGLE_QUOTES(HEADER, "J-04 H-47", p -> p.mapHeaderJson(json -> json.replace('"', '\''))),
    HEADER_TRAILING_COMMA(
            HEADER, "J-04 H-47", p -> p.mapHeaderJson(json -> json.substring(0, json.length() - 1) + ",}")),
    HEADER_NAN(HEADER, "J-04 H-47", p -> p.mapHeaderJson(OddTexts.last("\"x\":NaN"))),
    HEADER_LEADING_ZERO(HEADER, "J-04 H-47", p -> p.mapHeaderJson(OddTexts.last("\"x\":01"))),
    HEADER_PLUS_SIGN(HEADER, "J-04 H-47", p -> p.mapHeaderJson(OddTexts.last("\"x\":+1"))),
    HEADER_BYTE_ORDER_MARK(HEADER, "J-04 H-48", p -> p.mapHeaderJson(json -> "\uFEFF" + json)),
    HEADER_INVALID_UTF8(HEADER, "J-04 H-48", p -> p.mapHeader(OddTexts.lastStringOf(0xFF))),
    HEADER_OVERLONG_UTF8(HEADER, "J-04 H-48", p -> p.mapHeader(OddTexts.lastStringOf(0xC1, 0xA1))),
    HEADER_UTF8_SURROGATE(HEADER, "J-04 H-48", p -> p.mapHeader(OddTexts.lastStringOf(0xED, 0xA0, 0x80))),
    HEADER_LONE_SURROGATE_ESCAPE(HEADER, "J-04 H-48", p -> p.mapHeaderJson(OddTexts.last("\"x\":\"\\ud800\""))),
    HEADER_RAW_CONTROL_CHARACTER(HEADER, "J-04 H-48", p -> p.mapHeader(OddTexts.lastStringOf(0x0A))),
    HEADER_RAW_NUL(HEADER, "J-04 H-48", p -> p.mapHeader(OddTexts.lastStringOf(0x00))),
    HEADER_NESTED_DEEPLY(
            HEADER, "P-32 H-44", p -> p.mapHeaderJson(OddTexts.last("\"x\":" + "[".repeat(500) + "]".repeat(500)))),
    HEADER_LONG_NUMBER(HEADER, "P-32 H-45", p -> p.mapHeaderJson(OddTexts.last("\"x\":" + "9".repeat(1000)))),
    HEADER_TOO_LONG(HEADER, "P-32 H-46", p -> p.mapHeaderJson(OddTexts.last("\"x\":\"" + "x".repeat(4096) + "\""))),
    DUPLICATE_TYP_FIRST(HEADER, "P-34 J-03 H-43", p -> p.mapHeaderJson(OddTexts.first("\"typ\":\"JWT\""))),
    DUPLICATE_TYP_LAST(HEADER, "P-34 J-03 H-43", p -> p.mapHeaderJson(OddTexts.last("\"typ\":\"JWT\""))),
    DUPLICATE_ALG_FIRST(HEADER, "P-34 J-03 H-43", p -> p.mapHeaderJson(OddTexts.first("\"alg\":\"none\""))),
    DUPLICATE_ALG_LAST(HEADER, "P-34 J-03 H-43", p -> p.mapHeaderJson(OddTexts.last("\"alg\":\"none\""))),
    DUPLICATE_ALG_ESCAPED(HEADER, "P-34 J-03 H-32 H-43", p -> p.mapHeaderJson(OddTexts.last("\"\\u0061lg\":\"none\""))),
    DUPLICATE_JWK_FIRST(
            HEADER,
            "P-34 J-03 H-33",
            p -> p.mapHeaderJson(OddTexts.first("\"jwk\":" + Json.write(OddKeys.OTHER.publicJwk())))),
    DUPLICATE_JWK_LAST(
            HEADER,
            "P-34 J-03 H-33",
            p -> p.mapHeaderJson(OddTexts.last("\"jwk\":" + Json.write(OddKeys.OTHER.publicJwk())))),
    DUPLICATE_UNKNOWN(HEADER, "P-34 J-03", p -> p.mapHeaderJson(OddTexts.last("\"x\":1,\"x\":1"))),

    // ---- typ

    NO_TYP(HEADER, "P-07 H-11 X-04", p -> p.without("typ")),
    TYP_JWT(HEADER, "P-07 J-17 H-11", p -> p.header("typ", "JWT")),
    TYP_ACCESS_TOKEN(HEADER, "P-07 J-17 H-11", p -> p.header("typ", "at+jwt")),
    TYP_UPPER_CASE(HEADER, "P-07 J-18 H-11", p -> p.header("typ", "DPOP+JWT")),
    TYP_MEDIA_TYPE(HEADER, "P-07 J-18 H-11", p -> p.header("typ", "application/dpop+jwt")),
    TYP_TRAILING_BLANK(HEADER, "P-07 J-18 H-11", p -> p.header("typ", "dpop+jwt ")),
    TYP_LONGER(HEADER, "P-07 H-11 X-12", p -> p.header("typ", "dpop+jwt+wrongyousee")),
    TYP_EMPTY(HEADER, "P-07 H-11", p -> p.header("typ", "")),
    TYP_ARRAY(HEADER, "P-07 H-11", p -> p.header("typ", List.of("dpop+jwt"))),
    TYP_NULL(HEADER, "P-07 H-11", p -> p.header("typ", null)),

    // ---- alg

    NO_ALG(HEADER, "P-08 H-04", p -> p.without("alg")),
    ALG_RENAMED(HEADER, "P-08 X-05", p -> p.mapHeaderJson(json -> json.replace("\"alg\"", "\"alg2\""))),
    UNSIGNED(HEADER, "P-08 H-01 X-14", p -> p.unsigned()),
    UNSIGNED_MIXED_CASE(HEADER, "P-08 H-01", p -> p.unsigned().header("alg", "nOnE")),
    UNSIGNED_WITHOUT_JWK(HEADER, "P-08 H-01 X-14", p -> p.unsigned().without("jwk")),
    /** The signature is there all the same. */
    ALG_NONE(HEADER, "P-08 H-01", p -> p.header("alg", "none")),
    ALG_NONE_CAPITALISED(HEADER, "P-08 H-01", p -> p.header("alg", "None")),
    ALG_NONE_UPPER_CASE(HEADER, "P-08 H-01", p -> p.header("alg", "NONE")),
    ALG_EMPTY(HEADER, "P-08 H-01", p -> p.header("alg", "")),
    ALG_LOWER_CASE(HEADER, "P-08 H-04", p -> p.header("alg", "es256")),
    ALG_TRAILING_BLANK(HEADER, "P-08 H-04", p -> p.header("alg", "ES256 ")),
    ALG_TRAILING_NUL(HEADER, "P-08 H-04", p -> p.header("alg", "ES256\u0000")),
    ALG_UNKNOWN(HEADER, "P-08", p -> p.header("alg", "XS256")),
    ALG_ENCRYPTION(HEADER, "P-08", p -> p.header("alg", "RSA-OAEP-256")),
    ALG_ES256K(HEADER, "P-08 J-20", p -> p.header("alg", "ES256K")),
    ALG_NUMBER(HEADER, "P-08 H-04", p -> p.header("alg", 256)),
    ALG_ARRAY(HEADER, "P-08 H-04", p -> p.header("alg", List.of(p.key().algorithm()))),
    ALG_OBJECT(HEADER, "P-08 H-04", p -> p.header("alg", Map.of("name", p.key().algorithm()))),
    ALG_NULL(HEADER, "P-08 H-04", p -> p.header("alg", null)),
    HS256_WITH_PUBLIC_KEY(HEADER, "P-08 H-02", p -> p.hmacWithPublicKey("HS256")),
    HS384_WITH_PUBLIC_KEY(HEADER, "P-08 H-02", p -> p.hmacWithPublicKey("HS384")),
    HS512_WITH_PUBLIC_KEY(HEADER, "P-08 H-02", p -> p.hmacWithPublicKey("HS512")),
    HS256_WITH_PEM(
            HEADER,
            "P-08 H-02",
            p -> p.hmac("HS256", ascii(TestIssuer.with(p.key()).publicKeyPem()))),
    HS256_WITH_JWK(
            HEADER, "P-08 H-02", p -> p.hmac("HS256", ascii(Json.write(p.key().publicJwk())))),
    HS256_WITH_X(HEADER, "P-08 H-02", p -> es256(p).hmac("HS256", Jose.decode(x(p)))),

    // ---- Header parameters that change what the rest means

    CRIT_UNKNOWN(HEADER, "P-33 J-05 H-13", p -> p.header("crit", List.of("unknown"))),
    CRIT_KNOWN(HEADER, "P-33 J-05 H-13", p -> p.header("crit", List.of("typ"))),
    CRIT_CLAIM(HEADER, "P-33 J-05 H-13", p -> p.header("crit", List.of("exp"))),
    CRIT_EMPTY(HEADER, "P-33 J-05 H-13", p -> p.header("crit", List.of())),
    CRIT_NULL(HEADER, "P-33 J-05 H-13", p -> p.header("crit", null)),
    CRIT_STRING(HEADER, "P-33 J-05 H-13", p -> p.header("crit", "typ")),
    /** Well-formed, and names a parameter that nobody knows. */
    CRIT_PRESENT(HEADER, "P-33 J-05 H-13", p -> p.header("ext", 1).header("crit", List.of("ext"))),
    B64_TRUE(HEADER, "P-33 J-06 H-14", p -> p.header("b64", true)),
    B64_FALSE(HEADER, "P-33 J-06 H-14", p -> p.header("b64", false)),
    B64_FALSE_CRITICAL(
            HEADER, "P-33 J-06 H-13 H-14", p -> p.header("b64", false).header("crit", List.of("b64"))),
    /** As RFC 7797 wants it: the payload is the bare JSON text, and holds dots. */
    B64_FALSE_RAW_PAYLOAD(
            FORM,
            "P-33 J-06 H-14",
            p -> p.header("b64", false)
                    .header("crit", List.of("b64"))
                    .mapEncodedPayload(part -> new String(Jose.decode(part), StandardCharsets.UTF_8))),
    ZIP(HEADER, "J-22 H-15", p -> p.header("zip", "DEF")),

    // ---- jwk

    NO_JWK(HEADER, "P-09 X-06", p -> p.without("jwk")),
    JWK_STRING(HEADER, "P-09 H-06", p -> p.header("jwk", Json.write(p.key().publicJwk()))),
    JWK_ARRAY(HEADER, "P-09 H-06", p -> p.header("jwk", List.of(p.key().publicJwk()))),
    JWK_NULL(HEADER, "P-09 H-06", p -> p.header("jwk", null)),
    JWK_EMPTY(HEADER, "P-09 H-06", p -> p.header("jwk", Map.of())),
    JWK_SET(
            HEADER,
            "P-09 H-06",
            p -> p.header("jwk", Map.of("keys", List.of(p.key().publicJwk())))),
    JWK_IN_KID(HEADER, "P-09 P-11", p -> p.without("jwk").header("kid", p.key().jkt())),
    PRIVATE_KEY(KEY, "P-10 H-05 X-16", p -> p.header("jwk", p.key().privateJwk())),
    PRIVATE_RSA_KEY(KEY, "P-10 H-05", p -> p.key(OddKeys.RSA).header("jwk", OddKeys.RSA.privateJwk())),
    D_NULL(KEY, "P-10 H-05", p -> p.jwkMember("d", null)),
    D_EMPTY(KEY, "P-10 H-05", p -> p.jwkMember("d", "")),
    D_NUMBER(KEY, "P-10 H-05", p -> p.jwkMember("d", 1)),
    P_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("p", "AQAB")),
    Q_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("q", "AQAB")),
    DP_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("dp", "AQAB")),
    DQ_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("dq", "AQAB")),
    QI_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("qi", "AQAB")),
    OTH_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("oth", List.of())),
    K_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("k", "AQAB")),
    PRIV_IN_JWK(KEY, "P-10 H-05", p -> p.jwkMember("priv", "AQAB")),
    SYMMETRIC_KEY(
            KEY,
            "P-08 P-10 H-03",
            p -> p.header("jwk", Map.of("kty", "oct", "k", OddKeys.SECRET)).hmac("HS256", Jose.decode(OddKeys.SECRET))),
    SYMMETRIC_KEY_UNDER_ES256(KEY, "P-10 J-07 H-03", p -> p.header("jwk", Map.of("kty", "oct", "k", OddKeys.SECRET))),
    USE_ENCRYPTION(KEY, "J-14", p -> p.jwkMember("use", "enc")),
    USE_NULL(KEY, "J-14", p -> p.jwkMember("use", null)),
    KEY_OPS_WITHOUT_VERIFY(KEY, "J-14", p -> p.jwkMember("key_ops", List.of("encrypt"))),
    KEY_OPS_EMPTY(KEY, "J-14", p -> p.jwkMember("key_ops", List.of())),
    KEY_OPS_STRING(KEY, "J-14", p -> p.jwkMember("key_ops", "verify")),
    OTHER_ALG_IN_JWK(KEY, "J-14 J-24", p -> p.jwkMember("alg", "ES384")),
    DUPLICATE_X_FIRST(
            KEY,
            "P-34 J-03 H-33",
            p -> es256(p).mapHeaderJson(json -> json.replace("\"kty\":", "\"x\":\"AAAA\",\"kty\":"))),
    DUPLICATE_X_LAST(
            KEY,
            "P-34 J-03 H-33",
            p -> es256(p).mapHeaderJson(json -> json.substring(0, json.length() - 2) + ",\"x\":\"AAAA\"}}")),
    NO_KTY(KEY, "P-09 H-06", p -> es256(p).withoutJwkMember("kty")),
    NO_CRV(KEY, "P-09 H-06", p -> es256(p).withoutJwkMember("crv")),
    NO_X(KEY, "P-09 H-06", p -> es256(p).withoutJwkMember("x")),
    NO_Y(KEY, "P-09 H-06", p -> es256(p).withoutJwkMember("y")),
    KTY_LOWER_CASE(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", "ec")),
    KTY_NUMBER(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", 1)),
    KTY_NULL(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", null)),
    KTY_UNKNOWN(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", "AKP")),
    KTY_RSA(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", "RSA")),
    KTY_OKP(KEY, "P-09 J-07 H-31", p -> es256(p).jwkMember("kty", "OKP")),
    TWO_KEY_TYPES(KEY, "H-31", p -> es256(p).jwkMember("n", "AQAB").jwkMember("e", "AQAB")),
    RSA_WITH_EC_MEMBERS(
            KEY,
            "H-31",
            p -> p.key(OddKeys.RSA)
                    .jwkMember("crv", "P-256")
                    .jwkMember("x", "AQAB")
                    .jwkMember("y", "AQAB")),

    // ---- Elliptic curves

    P384_UNDER_ES256(KEY, "J-07 H-24", p -> p.key(OddKeys.P384).header("alg", "ES256")),
    P256_UNDER_ES384(KEY, "J-07 H-24", p -> es256(p).header("alg", "ES384")),
    P256_UNDER_PS256(KEY, "J-07 H-24", p -> es256(p).header("alg", "PS256")),
    P256_UNDER_EDDSA(KEY, "J-07 H-24", p -> es256(p).header("alg", "EdDSA")),
    RSA_UNDER_ES256(KEY, "J-07", p -> p.key(OddKeys.RSA).header("alg", "ES256")),
    ED25519_UNDER_ES256(KEY, "J-07", p -> p.key(OddKeys.ED25519).header("alg", "ES256")),
    CRV_P384(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", "P-384")),
    CRV_SECP256K1(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", "secp256k1")),
    CRV_BRAINPOOL(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", "brainpoolP256r1")),
    CRV_UNKNOWN(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", "P-257")),
    CRV_JCA_NAME(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", "secp256r1")),
    CRV_NUMBER(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", 256)),
    CRV_NULL(KEY, "J-07 H-24", p -> es256(p).jwkMember("crv", null)),
    POINT_OFF_CURVE(KEY, "J-11 H-21", p -> OddKeys.coordinate(es256(p), "y", OddKeys::next)),
    /** What some encoders write for the point at infinity. */
    POINT_ZERO(
            KEY,
            "J-11 H-22",
            p -> es256(p).jwkMember("x", OddKeys.ZERO_COORDINATE).jwkMember("y", OddKeys.ZERO_COORDINATE)),
    COORDINATE_IS_PRIME(KEY, "J-11 H-22", p -> OddKeys.coordinate(es256(p), "x", x -> OddKeys.primeOfP256())),
    COORDINATE_ALL_ONES(KEY, "J-11 H-22", p -> es256(p).jwkMember("x", Jose.base64url(ones(32)))),
    X_PLUS_PRIME(KEY, "J-11 J-16 H-22", p -> OddKeys.xPlusPrime(p)),
    /** The same number without its leading zero byte. */
    COORDINATE_TOO_SHORT(
            KEY,
            "J-08 H-23",
            p -> OddKeys.coordinate(p.key(OddKeys.SHORT_X), "x", x -> Arrays.copyOfRange(x, 1, x.length))),
    /** The same number with one more leading zero byte. */
    COORDINATE_ZERO_PADDED(
            KEY, "J-08 J-16 H-23", p -> OddKeys.coordinate(es256(p), "x", x -> Jose.concat(new byte[1], x))),
    COORDINATE_LONG(KEY, "J-08 H-23", p -> OddKeys.coordinate(es256(p), "x", x -> Jose.concat(new byte[1000], x))),
    COORDINATE_EMPTY(KEY, "J-08 H-23", p -> es256(p).jwkMember("x", "")),
    COORDINATE_NUMBER(KEY, "P-09 H-23", p -> es256(p).jwkMember("x", 1)),
    COORDINATE_NULL(KEY, "P-09 H-23", p -> es256(p).jwkMember("x", null)),
    COORDINATE_ARRAY(KEY, "P-09 H-23", p -> es256(p).jwkMember("x", List.of(x(p)))),
    COORDINATE_TRAILING_BITS(KEY, "J-02 J-16 H-23", p -> es256(p).jwkMember("x", OddTexts.trailingBit(x(p)))),
    COORDINATE_PADDING(KEY, "J-01 J-16 H-23", p -> es256(p).jwkMember("x", OddTexts.padded(x(p)))),
    COORDINATE_BLANK(KEY, "J-01 J-16 H-23", p -> es256(p).jwkMember("x", x(p) + " ")),
    COORDINATE_STRAY_CHARACTER(KEY, "J-01 J-16 H-23", p -> es256(p).jwkMember("x", x(p) + "!")),

    // ---- Edwards curves

    ED448_UNDER_EDDSA(KEY, "J-07 J-19 H-30", p -> p.key(OddKeys.ED448)),
    ED448_UNDER_ED25519(KEY, "J-07 J-19 H-30", p -> p.key(OddKeys.ED448).header("alg", "Ed25519")),
    X25519_AS_CRV(KEY, "J-07 J-19 H-30", p -> p.key(OddKeys.ED25519).jwkMember("crv", "X25519")),
    X448_AS_CRV(KEY, "J-07 J-19 H-30", p -> p.key(OddKeys.ED25519).jwkMember("crv", "X448")),
    ED448_AS_CRV(KEY, "J-07 J-19 H-30", p -> p.key(OddKeys.ED25519).jwkMember("crv", "Ed448")),
    OKP_WITH_Y(KEY, "H-30 H-31", p -> p.key(OddKeys.ED25519).jwkMember("y", OddKeys.ZERO_COORDINATE)),
    OKP_WITH_D(KEY, "P-10 H-30", p -> p.key(OddKeys.ED25519).header("jwk", OddKeys.ED25519.privateJwk())),
    OKP_SHORT(KEY, "J-07 H-30", p -> OddKeys.coordinate(p.key(OddKeys.ED25519), "x", x -> Arrays.copyOf(x, 31))),
    OKP_LONG(KEY, "J-07 H-30", p -> OddKeys.coordinate(p.key(OddKeys.ED25519), "x", x -> Arrays.copyOf(x, 33))),
    ED25519_ORDER_1(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "0100000000000000000000000000000000000000000000000000000000000000")),
    ED25519_ORDER_2(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
    ED25519_ORDER_4(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "0000000000000000000000000000000000000000000000000000000000000000")),
    ED25519_ORDER_4_NEGATIVE(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "0000000000000000000000000000000000000000000000000000000000000080")),
    ED25519_ORDER_8(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
    ED25519_ORDER_8_NEGATIVE(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")),
    ED25519_ORDER_8_OTHER(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
    ED25519_ORDER_8_OTHER_NEGATIVE(
            KEY,
            "J-11 H-28",
            p -> OddKeys.smallOrder(p, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")),
    ED25519_ORDER_1_WITH_SIGN(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "0100000000000000000000000000000000000000000000000000000000000080")),
    ED25519_ORDER_2_WITH_SIGN(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")),
    ED25519_Y_IS_PRIME(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
    ED25519_Y_IS_PRIME_WITH_SIGN(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")),
    ED25519_Y_IS_PRIME_PLUS_1(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
    ED25519_Y_IS_PRIME_PLUS_1_WITH_SIGN(
            KEY,
            "J-11 H-28 H-29",
            p -> OddKeys.smallOrder(p, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")),

    // ---- RSA

    RSA_1024(KEY, "J-10 H-25", p -> p.key(OddKeys.RSA_1024)),
    RSA_2047(KEY, "J-10 H-25", p -> OddKeys.rsa2047(p)),
    RSA_16384(KEY, "J-10 H-26", p -> OddKeys.rsa16384(p)),
    RSA_EVEN_MODULUS(KEY, "J-10 H-25", p -> OddKeys.evenModulus(p)),
    RSA_MODULUS_0(KEY, "J-10 H-25", p -> OddKeys.modulus(p, BigInteger.ZERO)),
    RSA_MODULUS_1(KEY, "J-10 H-25", p -> OddKeys.modulus(p, BigInteger.ONE)),
    RSA_EXPONENT_0(KEY, "J-10 H-27", p -> OddKeys.exponent(p, BigInteger.ZERO)),
    /** The signature is the padded hash itself: anyone can make it. */
    RSA_EXPONENT_1(KEY, "J-10 H-27", p -> OddKeys.exponent(p, BigInteger.ONE)),
    RSA_EXPONENT_2(KEY, "J-10 H-27", p -> OddKeys.exponent(p, BigInteger.TWO)),
    RSA_EXPONENT_EVEN(KEY, "J-10 H-27", p -> OddKeys.exponent(p, BigInteger.valueOf(65536))),
    RSA_EXPONENT_33_BITS(KEY, "J-10 H-26", p -> OddKeys.exponent(p, BigInteger.valueOf((1L << 32) + 15))),
    RSA_EXPONENT_HUGE(KEY, "J-10 H-26", p -> OddKeys.hugeExponent(p)),
    RSA_EXPONENT_ABOVE_MODULUS(KEY, "J-10 H-27", p -> OddKeys.exponentAboveModulus(p)),
    RSA_MODULUS_LEADING_ZERO(
            KEY, "J-09 J-16", p -> OddKeys.coordinate(p.key(OddKeys.RSA), "n", n -> Jose.concat(new byte[1], n))),
    RSA_EXPONENT_LEADING_ZERO(
            KEY, "J-09 J-16", p -> OddKeys.coordinate(p.key(OddKeys.RSA), "e", e -> Jose.concat(new byte[1], e))),
    RSA_MODULUS_EMPTY(KEY, "J-10 H-25", p -> p.key(OddKeys.RSA).jwkMember("n", "")),
    RSA_EXPONENT_EMPTY(KEY, "J-10 H-27", p -> p.key(OddKeys.RSA).jwkMember("e", "")),
    RSA_EXPONENT_NUMBER(KEY, "P-09", p -> p.key(OddKeys.RSA).jwkMember("e", 65537)),
    RSA_NO_EXPONENT(KEY, "P-09", p -> p.key(OddKeys.RSA).withoutJwkMember("e")),

    // ---- Signature

    FLIPPED_SIGNATURE(SIGNATURE, "P-11 X-15", p -> p.mapSignature(OddSignatures::firstBitFlipped)),
    EMPTY_SIGNATURE(SIGNATURE, "P-05 P-11", p -> p.signature(new byte[0])),
    SIGNED_BY_OTHER_KEY(SIGNATURE, "P-11", p -> p.signedBy(OddKeys.OTHER)),
    SIGNED_OTHER_INPUT(SIGNATURE, "P-11 H-38", p -> p.signer(input -> p.key().sign(new byte[0]))),
    TAMPERED_HEADER(SIGNATURE, "P-11 H-38", p -> p.tamperedHeader()),
    TAMPERED_PAYLOAD(SIGNATURE, "P-11 H-38", p -> p.tamperedPayload()),
    DER_SIGNATURE(SIGNATURE, "J-12 H-35", p -> es256(p).mapSignature(OddSignatures::der)),
    SHORT_SIGNATURE(SIGNATURE, "J-12 H-36", p -> p.mapSignature(bytes -> Arrays.copyOf(bytes, bytes.length - 1))),
    LONG_SIGNATURE(SIGNATURE, "J-12 H-36", p -> p.mapSignature(bytes -> Arrays.copyOf(bytes, bytes.length + 1))),
    SIGNATURE_OF_ES384_LENGTH(SIGNATURE, "J-12 H-36", p -> p.signedBy(OddKeys.P384)),
    R_IS_0(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(bytes -> OddSignatures.ecdsa(bytes, r -> BigInteger.ZERO, s -> s))),
    S_IS_0(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(bytes -> OddSignatures.ecdsa(bytes, r -> r, s -> BigInteger.ZERO))),
    /** Verified for any message before CVE-2022-21449 was fixed. */
    R_AND_S_ARE_0(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(
                            bytes -> OddSignatures.ecdsa(bytes, r -> BigInteger.ZERO, s -> BigInteger.ZERO))),
    R_IS_ORDER(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(bytes -> OddSignatures.ecdsa(bytes, r -> OddSignatures.order(p.key()), s -> s))),
    S_IS_ORDER(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(bytes -> OddSignatures.ecdsa(bytes, r -> r, s -> OddSignatures.order(p.key())))),
    R_AND_S_ARE_ORDER(
            SIGNATURE,
            "J-12 H-34",
            p -> es256(p).mapSignature(bytes ->
                    OddSignatures.ecdsa(bytes, r -> OddSignatures.order(p.key()), s -> OddSignatures.order(p.key())))),
    /** ES512, whose fixed length has room for it. */
    R_PLUS_ORDER(
            SIGNATURE,
            "J-12 H-34",
            p -> p.key(OddKeys.P521)
                    .mapSignature(bytes ->
                            OddSignatures.ecdsa(bytes, r -> r.add(OddSignatures.order(OddKeys.P521)), s -> s))),
    S_PLUS_ORDER(
            SIGNATURE,
            "J-12 H-34",
            p -> p.key(OddKeys.P521)
                    .mapSignature(bytes ->
                            OddSignatures.ecdsa(bytes, r -> r, s -> s.add(OddSignatures.order(OddKeys.P521))))),
    PKCS1_UNDER_PS256(SIGNATURE, "H-37", p -> p.key(OddKeys.RSA.as("PS256")).signedBy(OddKeys.RSA)),
    PSS_UNDER_RS256(SIGNATURE, "H-37", p -> p.key(OddKeys.RSA).signedBy(OddKeys.RSA.as("PS256"))),
    PSS_OTHER_SALT(SIGNATURE, "H-37", p -> OddSignatures.pss(p, "SHA-256", 20)),
    PSS_OTHER_MASK(SIGNATURE, "H-37", p -> OddSignatures.pss(p, "SHA-1", 32)),
    RS256_SIGNED_AS_RS512(SIGNATURE, "P-11", p -> p.key(OddKeys.RSA).signedBy(OddKeys.RSA.as("RS512"))),
    ED25519_S_PLUS_ORDER(SIGNATURE, "H-29", p -> p.key(OddKeys.ED25519).mapSignature(OddSignatures::edDsaPlusOrder)),

    // ---- The payload as a JSON text

    PAYLOAD_ARRAY(CLAIMS, "P-05 H-49", p -> p.mapPayloadJson(json -> "[" + json + "]")),
    PAYLOAD_STRING(CLAIMS, "P-05 H-49", p -> p.mapPayloadJson(Json::write)),
    PAYLOAD_NUMBER(CLAIMS, "P-05 H-49", p -> p.rawPayload("1")),
    PAYLOAD_NULL(CLAIMS, "P-05 H-49", p -> p.rawPayload("null")),
    PAYLOAD_EMPTY_OBJECT(CLAIMS, "P-05 H-53", p -> p.rawPayload("{}")),
    PAYLOAD_BLANK(CLAIMS, "P-05 H-49", p -> p.rawPayload(" ")),
    PAYLOAD_TRAILING_BYTES(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(OddTexts.append("x"))),
    PAYLOAD_TWO_OBJECTS(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(OddTexts.append("{}"))),
    PAYLOAD_CUT_OFF(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(json -> json.substring(0, json.length() - 1))),
    PAYLOAD_COMMENT(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(json -> "/**/" + json)),
    PAYLOAD_SINGLE_QUOTES(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(json -> json.replace('"', '\''))),
    PAYLOAD_TRAILING_COMMA(
            CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(json -> json.substring(0, json.length() - 1) + ",}")),
    PAYLOAD_NAN(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(OddTexts.last("\"x\":NaN"))),
    PAYLOAD_LEADING_ZERO(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(OddTexts.last("\"x\":01"))),
    PAYLOAD_PLUS_SIGN(CLAIMS, "J-04 H-47", p -> p.mapPayloadJson(OddTexts.last("\"x\":+1"))),
    PAYLOAD_BYTE_ORDER_MARK(CLAIMS, "J-04 H-48", p -> p.mapPayloadJson(json -> "\uFEFF" + json)),
    PAYLOAD_INVALID_UTF8(CLAIMS, "J-04 H-48", p -> p.mapPayload(OddTexts.lastStringOf(0xFF))),
    PAYLOAD_OVERLONG_UTF8(CLAIMS, "J-04 H-48", p -> p.mapPayload(OddTexts.lastStringOf(0xC1, 0xA1))),
    PAYLOAD_UTF8_SURROGATE(CLAIMS, "J-04 H-48", p -> p.mapPayload(OddTexts.lastStringOf(0xED, 0xA0, 0x80))),
    PAYLOAD_LONE_SURROGATE_ESCAPE(CLAIMS, "J-04 H-48", p -> p.mapPayloadJson(OddTexts.last("\"x\":\"\\ud800\""))),
    PAYLOAD_RAW_CONTROL_CHARACTER(CLAIMS, "J-04 H-48", p -> p.mapPayload(OddTexts.lastStringOf(0x0A))),
    PAYLOAD_RAW_NUL(CLAIMS, "J-04 H-48", p -> p.mapPayload(OddTexts.lastStringOf(0x00))),
    PAYLOAD_NESTED_DEEPLY(
            CLAIMS, "P-32 H-44", p -> p.mapPayloadJson(OddTexts.last("\"x\":" + "[".repeat(500) + "]".repeat(500)))),
    PAYLOAD_LONG_NUMBER(CLAIMS, "P-32 H-45", p -> p.mapPayloadJson(OddTexts.last("\"x\":" + "9".repeat(1000)))),
    PAYLOAD_TOO_LONG(CLAIMS, "P-32 H-46", p -> p.mapPayloadJson(OddTexts.last("\"x\":\"" + "x".repeat(4096) + "\""))),
    PAYLOAD_NESTED_JWS(
            CLAIMS,
            "P-05 H-20",
            p -> p.header("cty", "JWT").mapPayloadJson(json -> "e30." + Jose.base64url(json) + ".AAAA")),
    DUPLICATE_JTI_FIRST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.first("\"jti\":\"other\""))),
    DUPLICATE_JTI_LAST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"jti\":\"other\""))),
    DUPLICATE_HTM_FIRST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.first("\"htm\":\"DELETE\""))),
    DUPLICATE_HTM_LAST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"htm\":\"DELETE\""))),
    DUPLICATE_HTU_FIRST(
            CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.first("\"htu\":\"https://other.example/\""))),
    DUPLICATE_HTU_LAST(
            CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"htu\":\"https://other.example/\""))),
    DUPLICATE_IAT_FIRST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.first("\"iat\":1"))),
    DUPLICATE_IAT_LAST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"iat\":1"))),
    DUPLICATE_ATH_FIRST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.first("\"ath\":\"AAAA\""))),
    DUPLICATE_ATH_LAST(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"ath\":\"AAAA\""))),
    DUPLICATE_JTI_ESCAPED(CLAIMS, "P-34 J-03 H-43", p -> p.mapPayloadJson(OddTexts.last("\"\\u006ati\":\"other\""))),
    DUPLICATE_UNKNOWN_CLAIM(CLAIMS, "P-34 J-03", p -> p.mapPayloadJson(OddTexts.last("\"x\":1,\"x\":1"))),

    // ---- Claims

    NO_JTI(CLAIMS, "P-12 H-53 X-07", p -> p.without("jti")),
    NO_HTM(CLAIMS, "P-13 H-53 X-08", p -> p.without("htm")),
    NO_HTU(CLAIMS, "P-14 H-53 X-09", p -> p.without("htu")),
    NO_IAT(CLAIMS, "P-15 H-53 X-10", p -> p.without("iat")),
    NO_ATH(CLAIMS, "P-16 H-53 X-11", p -> p.without("ath")),
    JTI_NUMBER(CLAIMS, "P-28 H-50", p -> p.claim("jti", 1)),
    JTI_BOOLEAN(CLAIMS, "P-28 H-50", p -> p.claim("jti", true)),
    JTI_NULL(CLAIMS, "P-28 H-50", p -> p.claim("jti", null)),
    JTI_ARRAY(CLAIMS, "P-28 H-50", p -> p.late("jti", proof -> List.of("id"))),
    JTI_OBJECT(CLAIMS, "P-28 H-50", p -> p.late("jti", proof -> Map.of("value", "id"))),
    JTI_EMPTY(CLAIMS, "P-28 H-51", p -> p.claim("jti", "")),
    HTM_NUMBER(CLAIMS, "P-28 H-50", p -> p.claim("htm", 1)),
    HTM_BOOLEAN(CLAIMS, "P-28 H-50", p -> p.claim("htm", true)),
    HTM_NULL(CLAIMS, "P-28 H-50", p -> p.claim("htm", null)),
    HTM_ARRAY(CLAIMS, "P-28 H-50", p -> p.late("htm", proof -> List.of(proof.method()))),
    HTM_OBJECT(CLAIMS, "P-28 H-50", p -> p.late("htm", proof -> Map.of("value", proof.method()))),
    HTM_EMPTY(CLAIMS, "P-28", p -> p.claim("htm", "")),
    HTU_NUMBER(CLAIMS, "P-28 H-50", p -> p.claim("htu", 1)),
    HTU_BOOLEAN(CLAIMS, "P-28 H-50", p -> p.claim("htu", true)),
    HTU_NULL(CLAIMS, "P-28 H-50", p -> p.claim("htu", null)),
    HTU_ARRAY(CLAIMS, "P-28 H-50", p -> p.late("htu", proof -> List.of(proof.targetUri()))),
    HTU_OBJECT(CLAIMS, "P-28 H-50", p -> p.late("htu", proof -> Map.of("value", proof.targetUri()))),
    HTU_EMPTY(CLAIMS, "P-28 H-69", p -> p.claim("htu", "")),
    ATH_NUMBER(CLAIMS, "P-28 H-50", p -> p.claim("ath", 1)),
    ATH_BOOLEAN(CLAIMS, "P-28 H-50", p -> p.claim("ath", true)),
    ATH_NULL(CLAIMS, "P-28 H-50", p -> p.claim("ath", null)),
    ATH_ARRAY(CLAIMS, "P-28 H-50", p -> p.late("ath", proof -> List.of(Jose.accessTokenHash(proof.accessToken())))),
    ATH_OBJECT(
            CLAIMS,
            "P-28 H-50",
            p -> p.late("ath", proof -> Map.of("value", Jose.accessTokenHash(proof.accessToken())))),
    ATH_EMPTY(CLAIMS, "P-28", p -> p.claim("ath", "")),
    JTI_BLANK(CLAIMS, "P-28 H-51", p -> p.jti("   ")),
    JTI_TOO_LONG(CLAIMS, "P-32 R-10 H-52", p -> p.jti("x".repeat(257))),
    JTI_FAR_TOO_LONG(CLAIMS, "P-32 R-10 H-52", p -> p.jti("x".repeat(3000))),
    JTI_CONTROL_CHARACTER(CLAIMS, "H-48", p -> p.jti("a\nb")),
    JTI_NUL(CLAIMS, "H-42 H-48", p -> p.jti("id\u0000")),

    // ---- htm

    HTM_OTHER(
            CLAIMS, "P-18 H-72 X-17", p -> p.late("htm", proof -> proof.method().equals("PUT") ? "POST" : "PUT")),
    HTM_LOWER_CASE(CLAIMS, "P-18", p -> p.late("htm", proof -> proof.method().toLowerCase(Locale.ROOT))),
    HTM_TRAILING_BLANK(CLAIMS, "P-18", p -> p.late("htm", proof -> proof.method() + " ")),
    HTM_TRAILING_NUL(CLAIMS, "P-18 H-48", p -> p.late("htm", proof -> proof.method() + "\u0000")),
    HTM_LIST(CLAIMS, "P-18", p -> p.late("htm", proof -> proof.method() + ",PUT")),
    HTM_ASTERISK(CLAIMS, "P-18", p -> p.claim("htm", "*")),

    // ---- htu

    HTU_OTHER_PATH(CLAIMS, "P-19 H-72 X-20", p -> htu(p, uri -> uri + "ohnonotagain")),
    HTU_OTHER_HOST(CLAIMS, "P-19 H-72", p -> htu(p, uri -> uri.replaceFirst("//[^/]+", "//other.example"))),
    HTU_HOST_AS_PREFIX(CLAIMS, "P-19 H-74", p -> htu(p, uri -> uri.replaceFirst("//([^/:]+)", "//$1.evil.example"))),
    HTU_PARENT(CLAIMS, "P-19 H-74", p -> htu(p, uri -> uri.replaceFirst("/[^/]*/?$", ""))),
    HTU_OTHER_PORT(CLAIMS, "P-19 U-04", p -> htu(p, uri -> uri.replaceFirst("//([^/:]+)(:[0-9]+)?", "//$1:1"))),
    HTU_PORT_OUT_OF_RANGE(
            CLAIMS, "U-04 U-11 H-64", p -> htu(p, uri -> uri.replaceFirst("//([^/:]+)(:[0-9]+)?", "//$1:65536"))),
    HTU_OTHER_SCHEME(
            CLAIMS,
            "P-19 H-73",
            p -> htu(
                    p,
                    uri -> uri.startsWith("https:")
                            ? uri.replaceFirst("https", "http")
                            : uri.replaceFirst("http", "https"))),
    HTU_WEB_SOCKET(CLAIMS, "P-19 U-11 H-73", p -> htu(p, uri -> uri.replaceFirst("http", "ws"))),
    HTU_USERINFO(CLAIMS, "U-11 H-60", p -> htu(p, uri -> uri.replaceFirst("//", "//user@"))),
    HTU_PATH_ONLY(CLAIMS, "U-11 H-69", p -> htu(p, uri -> uri.replaceFirst("[^/]+//[^/]+", ""))),
    HTU_WITHOUT_SCHEME(CLAIMS, "U-11 H-69", p -> htu(p, uri -> uri.replaceFirst("[^/]+", ""))),
    HTU_ASTERISK(CLAIMS, "U-11 H-69", p -> htu(p, uri -> "*")),
    HTU_TRAILING_SLASH(CLAIMS, "U-10 H-67", p -> htu(p, uri -> uri + (uri.matches("[^/]+//[^/]+") ? "//" : "/"))),
    HTU_EMPTY_SEGMENT(CLAIMS, "U-09 H-71", p -> htu(p, uri -> uri.replaceFirst("(//[^/]+)/?", "$1//"))),
    HTU_TRAILING_DOT_HOST(CLAIMS, "U-14 H-67", p -> htu(p, uri -> uri.replaceFirst("//([^/:]+)", "//$1."))),
    HTU_MATRIX_PARAMETER(CLAIMS, "U-15 H-70", p -> htu(p, uri -> uri + "/;v=1")),
    HTU_MALFORMED_PERCENT(CLAIMS, "U-11 H-61", p -> htu(p, uri -> uri + "/%zz")),
    HTU_BLANK(CLAIMS, "U-11 H-71", p -> htu(p, uri -> uri + " ")),
    HTU_LEADING_BLANK(CLAIMS, "U-11 H-71", p -> htu(p, uri -> " " + uri)),
    HTU_BACKSLASH(CLAIMS, "U-11 H-60 H-71", p -> htu(p, uri -> uri.replaceFirst("//([^/]+)", "//$1\\\\@evil.example"))),
    HTU_CONTROL_CHARACTER(CLAIMS, "U-11 H-48 H-71", p -> htu(p, uri -> uri + "\u0000")),
    HTU_NON_ASCII(CLAIMS, "U-11 H-65 H-71", p -> htu(p, uri -> uri + "/\u00e4")),
    HTU_TOO_LONG(CLAIMS, "P-32 U-11", p -> htu(p, uri -> uri + "?" + "x".repeat(2049))),

    // ---- iat

    IAT_STRING(
            CLAIMS,
            "P-28 H-54",
            p -> p.late("iat", proof -> String.valueOf(proof.now().getEpochSecond()))),
    IAT_NULL(CLAIMS, "P-28 H-54", p -> p.claim("iat", null)),
    IAT_BOOLEAN(CLAIMS, "P-28 H-54", p -> p.claim("iat", true)),
    IAT_ARRAY(
            CLAIMS, "P-28 H-54", p -> p.late("iat", proof -> List.of(proof.now().getEpochSecond()))),
    IAT_OBJECT(
            CLAIMS,
            "P-28 H-54",
            p -> p.late("iat", proof -> Map.of("value", proof.now().getEpochSecond()))),
    IAT_MILLISECONDS(
            CLAIMS, "P-22 H-54", p -> p.late("iat", proof -> proof.now().toEpochMilli())),
    IAT_NEGATIVE(CLAIMS, "P-29 H-54", p -> p.late("iat", proof -> -proof.now().getEpochSecond())),
    IAT_0(CLAIMS, "P-22 H-54", p -> p.claimJson("iat", "0")),
    IAT_NEGATIVE_ZERO(CLAIMS, "P-22 H-54", p -> p.claimJson("iat", "-0")),
    IAT_2_TO_THE_31(CLAIMS, "P-22 H-54", p -> p.claimJson("iat", "2147483648")),
    IAT_2_TO_THE_53_PLUS_1(CLAIMS, "P-29 H-54", p -> p.claimJson("iat", "9007199254740993")),
    IAT_2_TO_THE_63(CLAIMS, "P-29 H-54", p -> p.claimJson("iat", "9223372036854775808")),
    IAT_LOWEST_LONG(CLAIMS, "P-29 H-54", p -> p.claimJson("iat", "-9223372036854775808")),
    IAT_2_TO_THE_64(CLAIMS, "P-29 H-54", p -> p.claimJson("iat", "18446744073709551616")),
    IAT_1E300(CLAIMS, "P-29 H-54", p -> p.claimJson("iat", "1e300")),
    IAT_HUGE_EXPONENT(CLAIMS, "P-29 H-54 H-45", p -> p.claimJson("iat", "1e999999999")),
    IAT_TINY(CLAIMS, "P-22 H-54 H-45", p -> p.claimJson("iat", "1e-999999999")),
    /** Now plus 2^64, which a narrowing conversion takes for now. */
    IAT_WRAPS_TO_NOW(
            CLAIMS,
            "P-29 H-54",
            p -> p.late(
                    "iat",
                    proof -> BigInteger.ONE
                            .shiftLeft(64)
                            .add(BigInteger.valueOf(proof.now().getEpochSecond())))),
    IAT_MANY_DIGITS(
            CLAIMS,
            "P-32 H-45 H-54",
            p -> p.late("iat", proof -> new Json.Text(proof.now().getEpochSecond() + "." + "0".repeat(2000)))),
    IAT_MANY_ZEROS(CLAIMS, "P-32 H-45 H-54", p -> p.claimJson("iat", "1" + "0".repeat(2000))),
    IAT_ONE_HOUR_AGO(CLAIMS, "P-22 X-22", p -> p.issuedAgo(Duration.ofHours(1))),
    IAT_ONE_HOUR_AHEAD(CLAIMS, "P-22 X-21", p -> p.issuedAhead(Duration.ofHours(1))),
    EXPIRED(CLAIMS, "P-30", p -> p.late("exp", proof -> proof.now().getEpochSecond() - 3600)),
    NOT_YET_VALID(CLAIMS, "P-30", p -> p.late("nbf", proof -> proof.now().getEpochSecond() + 3600)),
    EXP_STRING(
            CLAIMS,
            "P-28 P-30",
            p -> p.late("exp", proof -> String.valueOf(proof.now().getEpochSecond() + 3600))),
    FAR_EXP_AND_OLD_IAT(
            CLAIMS,
            "P-22 P-30",
            p -> p.issuedAgo(Duration.ofHours(1))
                    .late("exp", proof -> proof.now().getEpochSecond() + 3600)),

    // ---- ath

    ATH_OF_OTHER_TOKEN(CLAIMS, "P-23 H-91 X-25", p -> ath(p, token -> Jose.accessTokenHash(token + "x"))),
    ATH_HEX(CLAIMS, "P-23 H-91", p -> ath(p, token -> HexFormat.of().formatHex(Jose.digest("SHA-256", token)))),
    ATH_PADDED(CLAIMS, "P-23 H-91", p -> ath(p, token -> Jose.accessTokenHash(token) + "=")),
    ATH_TRUNCATED(
            CLAIMS,
            "P-23 H-91",
            p -> ath(p, token -> Jose.accessTokenHash(token).substring(0, 22))),
    ATH_TRAILING_BIT(CLAIMS, "P-23 H-91 J-02", p -> ath(p, token -> OddTexts.trailingBit(Jose.accessTokenHash(token)))),
    ATH_SHA512(CLAIMS, "P-23 H-91", p -> ath(p, token -> Jose.base64url(Jose.digest("SHA-512", token)))),
    ATH_OF_SCHEME_AND_TOKEN(CLAIMS, "P-23 H-91", p -> ath(p, token -> Jose.accessTokenHash("DPoP " + token))),
    ATH_IS_TOKEN(CLAIMS, "P-23 H-91", p -> ath(p, token -> token));

    /** Which part of a proof a defect is in. The other parts are as in the valid proof. */
    public enum Place {
        /** The compact serialisation: number of parts, base64url, characters around it. */
        FORM,
        /** The JOSE header, except what is inside {@code jwk}. */
        HEADER,
        /** The key in {@code jwk}, or its agreement with {@code alg}. */
        KEY,
        /** The signature over an otherwise valid proof. */
        SIGNATURE,
        /** The payload. */
        CLAIMS
    }

    private final Place place;
    private final Set<String> covers;
    private final UnaryOperator<TestProof> change;

    TestDefect(Place place, String covers, UnaryOperator<TestProof> change) {
        this.place = place;
        this.covers = Set.of(covers.split(" "));
        this.change = change;
    }

    /** All defects in one part of the proof, in the order of the catalogue. */
    public static Stream<TestDefect> in(Place place) {
        return Arrays.stream(values()).filter(defect -> defect.place == place);
    }

    /**
     * The proof with this defect.
     *
     * @param proof a valid {@code ES256} proof
     * @throws IllegalArgumentException when the defect is one of {@code ES256} and the proof has another algorithm
     */
    @Override
    public TestProof apply(TestProof proof) {
        return change.apply(proof);
    }

    /** The part of the proof that has the defect. */
    public Place place() {
        return place;
    }

    /**
     * The requirements that a server breaks when it accepts the proof: ids of this project's requirement catalogue, such as
     * {@code P-07} (proof), {@code J-12} (JOSE), {@code U-10} (URI), {@code H-35} (hostile input) or {@code X-04} (OpenID
     * conformance suite). Never empty, unmodifiable.
     */
    public Set<String> covers() {
        return covers;
    }

    private static TestProof es256(TestProof proof) {
        if (!proof.key().algorithm().equals("ES256")) {
            throw new IllegalArgumentException(
                    "a defect of ES256 proofs, this one is " + proof.key().algorithm());
        }
        return proof;
    }

    private static String x(TestProof proof) {
        return proof.key().publicMember("x");
    }

    private static TestProof htu(TestProof proof, UnaryOperator<String> change) {
        return proof.late("htu", made -> change.apply(made.targetUri()));
    }

    private static TestProof ath(TestProof proof, UnaryOperator<String> ofToken) {
        return proof.late("ath", made -> ofToken.apply(made.accessToken()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
