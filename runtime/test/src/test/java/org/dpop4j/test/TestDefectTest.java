package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dpop4j.test.TestDefect.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class TestDefectTest {
    private static final ClientKey KEY = ClientKey.es256();
    private static final TestProof VALID = TestProof.with(KEY)
            .uri("https://api.example/orders")
            .accessToken("token")
            .clock(TestClock.at(Instant.parse("2026-01-02T03:04:05Z")))
            .jti("id");

    /** Not signed by the client's key, because that is the defect. */
    private static final Set<TestDefect> NOT_SIGNED = EnumSet.of(
            TestDefect.UNSIGNED,
            TestDefect.UNSIGNED_MIXED_CASE,
            TestDefect.UNSIGNED_WITHOUT_JWK,
            TestDefect.HS256_WITH_PUBLIC_KEY,
            TestDefect.HS384_WITH_PUBLIC_KEY,
            TestDefect.HS512_WITH_PUBLIC_KEY,
            TestDefect.HS256_WITH_PEM,
            TestDefect.HS256_WITH_JWK,
            TestDefect.HS256_WITH_X);

    static Stream<TestDefect> form() {
        return TestDefect.in(Place.FORM);
    }

    static Stream<TestDefect> header() {
        return TestDefect.in(Place.HEADER);
    }

    static Stream<TestDefect> key() {
        return TestDefect.in(Place.KEY);
    }

    static Stream<TestDefect> signature() {
        return TestDefect.in(Place.SIGNATURE);
    }

    static Stream<TestDefect> claims() {
        return TestDefect.in(Place.CLAIMS);
    }

    @Test
    void theProofToStartFromIsValid() throws Exception {
        assertTrue(isCanonical(VALID.serialize()));
        assertTrue(verifies(Jws.of(VALID), KEY));
    }

    @ParameterizedTest
    @MethodSource("form")
    void aDefectOfFormIsNoCanonicalCompactSerialisation(TestDefect defect) {
        assertFalse(isCanonical(defect.apply(VALID).serialize()));
    }

    @ParameterizedTest
    @MethodSource("header")
    void aDefectOfTheHeaderLeavesPayloadAndSignatureAlone(TestDefect defect) throws Exception {
        Jws jws = Jws.of(defect.apply(VALID));
        assertNotEquals(Jws.of(VALID).headerPart(), jws.headerPart());
        assertEquals(Jws.of(VALID).payloadPart(), jws.payloadPart());
        assertEquals(!NOT_SIGNED.contains(defect), verifies(jws, KEY));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aDefectOfTheClaimsLeavesHeaderAndSignatureAlone(TestDefect defect) throws Exception {
        Jws jws = Jws.of(defect.apply(VALID));
        if (defect != TestDefect.PAYLOAD_NESTED_JWS) {
            assertEquals(Jws.of(VALID).headerPart(), jws.headerPart());
        }
        assertNotEquals(Jws.of(VALID).payloadPart(), jws.payloadPart());
        assertTrue(verifies(jws, KEY));
    }

    @ParameterizedTest
    @MethodSource("signature")
    void aDefectOfTheSignatureIsTheSignatureAlone(TestDefect defect) {
        TestProof proof = defect.apply(VALID);
        Jws jws = Jws.of(proof);
        if (defect != TestDefect.TAMPERED_PAYLOAD) {
            assertEquals(Jws.of(VALID).payloadPart(), jws.payloadPart());
        }
        if (defect != TestDefect.TAMPERED_HEADER) {
            assertEquals(Jws.of(TestProof.with(proof.key()).without("htu")).headerPart(), jws.headerPart());
        }
        assertFalse(verifiesOrThrows(jws, proof.key()));
    }

    @ParameterizedTest
    @MethodSource("key")
    void aDefectOfTheKeyLeavesTheRestAlone(TestDefect defect) {
        Jws jws = Jws.of(defect.apply(VALID));
        assertEquals(Jws.of(VALID).payloadPart(), jws.payloadPart());
        assertNotEquals(Jws.of(VALID).headerPart(), jws.headerPart());
        assertTrue(jws.headerJson().startsWith("{\"typ\":\"dpop+jwt\",\"alg\":\""));
    }

    @ParameterizedTest
    @EnumSource
    void hasTheSameThumbprintEachTime(TestDefect defect) {
        assertEquals(defect.apply(VALID).jkt(), defect.apply(VALID).jkt());
    }

    @ParameterizedTest
    @EnumSource
    void canBeAppliedBeforeTheRequestIsKnown(TestDefect defect) {
        TestProof early = defect.apply(TestProof.with(KEY))
                .method("PATCH")
                .uri("https://api.example:8443/a/b")
                .accessToken("later");
        assertFalse(early.serialize().equals(VALID.serialize()));
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatItCovers(TestDefect defect) {
        assertFalse(defect.covers().isEmpty());
        defect.covers().forEach(id -> assertTrue(id.matches("[PJRUAHX]-[0-9]{2,3}"), id));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aReadablePayloadDiffersInOneClaim(TestDefect defect) {
        Map<String, Object> changed;
        try {
            changed = Jws.of(defect.apply(VALID)).claims();
        } catch (IllegalArgumentException | ClassCastException unreadable) {
            return;
        }
        if (defect == TestDefect.PAYLOAD_EMPTY_OBJECT || defect == TestDefect.FAR_EXP_AND_OLD_IAT) {
            return;
        }
        assertTrue(differences(Jws.of(VALID).claims(), changed).size() <= 1);
    }

    @Test
    void coversTheHostileInputsOfProofs() {
        Set<String> covered = Arrays.stream(TestDefect.values())
                .flatMap(defect -> defect.covers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        IntStream.rangeClosed(1, 54).forEach(i -> expected.add(i < 10 ? "H-0" + i : "H-" + i));
        IntStream.rangeClosed(3, 17).forEach(i -> expected.add(i < 10 ? "X-0" + i : "X-" + i));
        expected.addAll(List.of("H-72", "H-73", "H-91", "X-20", "X-21", "X-22", "X-25"));
        // Tokens, not proofs.
        expected.removeAll(List.of("H-10", "H-12", "H-17", "H-18"));
        // Not defects by themselves: ignored header parameters, replays, policy.
        expected.removeAll(List.of("H-07", "H-08", "H-09", "H-41", "X-13"));
        expected.removeAll(covered);
        assertEquals(Set.of(), expected);
    }

    @Test
    void bindsATokenThroughItsThumbprintAndThenStillIsDefective() {
        TestProof proof = TestDefect.POINT_OFF_CURVE.apply(VALID);
        assertNotEquals(KEY.jkt(), proof.jkt().orElseThrow());
        Map<?, ?> jwk = (Map<?, ?>) Jws.of(proof).header().get("jwk");
        var parameters = ((ECPublicKey) KEY.keyPair().getPublic()).getParams();
        assertFalse(EcPoints.isOnCurve(parameters, number(jwk.get("x")), number(jwk.get("y"))));
    }

    @Test
    void theLongerXIsTheSamePoint() {
        Map<?, ?> jwk = (Map<?, ?>)
                Jws.of(TestDefect.X_PLUS_PRIME.apply(VALID)).header().get("jwk");
        var parameters = ((ECPublicKey) OddKeys.P521.keyPair().getPublic()).getParams();
        assertTrue(number(jwk.get("x")).compareTo(EcPoints.prime(parameters)) >= 0);
        assertTrue(EcPoints.isOnCurve(parameters, number(jwk.get("x")), number(jwk.get("y"))));
    }

    @Test
    void theShortCoordinateIsOneByteShort() {
        Map<?, ?> jwk = (Map<?, ?>)
                Jws.of(TestDefect.COORDINATE_TOO_SHORT.apply(VALID)).header().get("jwk");
        assertEquals(31, Jose.decode((String) Objects.requireNonNull(jwk.get("x"))).length);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "ED25519_(ORDER|Y_IS).*")
    void keysOfSmallOrderVerifyForgedSignatures(TestDefect defect) throws Exception {
        Jws jws = Jws.of(defect.apply(VALID));
        byte[] point = Jose.decode((String) ((Map<?, ?>) jws.header().get("jwk")).get("x"));
        boolean odd = point[31] < 0;
        point[31] &= 0x7F;
        BigInteger y = OddKeys.littleEndian(point);
        BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        if (y.compareTo(prime) >= 0 || defect.name().endsWith("WITH_SIGN")) {
            return; // the JDK reads canonical points only
        }
        var spec = new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, y));
        Signature signature = Signature.getInstance("EdDSA");
        signature.initVerify(KeyFactory.getInstance("EdDSA").generatePublic(spec));
        signature.update(jws.signingInput());
        assertTrue(signature.verify(jws.signature()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RSA_1024",
                "RSA_2047",
                "RSA_16384",
                "RSA_EVEN_MODULUS",
                "RSA_EXPONENT_1",
                "RSA_EXPONENT_33_BITS",
                "RSA_EXPONENT_HUGE",
                "RSA_EXPONENT_ABOVE_MODULUS"
            })
    void signaturesOfUnsoundRsaKeysAreRight(TestDefect defect) throws Exception {
        Jws jws = Jws.of(defect.apply(VALID));
        Map<?, ?> jwk = (Map<?, ?>) jws.header().get("jwk");
        BigInteger padded = new BigInteger(1, jws.signature()).modPow(number(jwk.get("e")), number(jwk.get("n")));
        String hash = Jose.base64url(MessageDigest.getInstance("SHA-256").digest(jws.signingInput()));
        assertEquals(hash, Jose.base64url(Jose.bytes(padded, 32)));
        assertTrue(padded.toString(16).startsWith("1ffff"));
    }

    @Test
    void lengthsOfUnsoundRsaKeysAreAsNamed() {
        assertEquals(1024, modulus(TestDefect.RSA_1024).bitLength());
        assertEquals(2047, modulus(TestDefect.RSA_2047).bitLength());
        assertEquals(2048, modulus(TestDefect.RSA_EVEN_MODULUS).bitLength());
        assertTrue(modulus(TestDefect.RSA_16384).bitLength() >= 16384);
        assertEquals(BigInteger.ZERO, modulus(TestDefect.RSA_MODULUS_0));
        assertEquals(BigInteger.ONE, modulus(TestDefect.RSA_MODULUS_1));
    }

    @Test
    void fitsIntoARequestHeader() {
        for (TestDefect defect : TestDefect.values()) {
            assertTrue(defect.apply(VALID).serialize().length() < 8192, defect.name());
        }
    }

    @Test
    void refusesDefectsOfEs256ForOtherProofs() {
        TestProof rsa = VALID.key(OddKeys.RSA);
        assertThrows(IllegalArgumentException.class, () -> TestDefect.DER_SIGNATURE.apply(rsa));
        assertFalse(Jws.of(TestDefect.NO_JTI.apply(rsa)).claims().containsKey("jti"));
    }

    private static BigInteger modulus(TestDefect defect) {
        Map<?, ?> jwk = (Map<?, ?>) Jws.of(defect.apply(VALID)).header().get("jwk");
        return number(jwk.get("n"));
    }

    private static BigInteger number(Object base64url) {
        return new BigInteger(1, Jose.decode((String) base64url));
    }

    private static Set<String> differences(Map<String, Object> valid, Map<String, Object> changed) {
        Set<String> names = new HashSet<>(valid.keySet());
        names.addAll(changed.keySet());
        names.removeIf(name -> changed.containsKey(name)
                && valid.containsKey(name)
                && Objects.equals(valid.get(name), changed.get(name)));
        return names;
    }

    private static boolean isCanonical(String compact) {
        String[] parts = compact.split("\\.", -1);
        return parts.length == 3 && Arrays.stream(parts).allMatch(TestDefectTest::isCanonicalPart);
    }

    private static boolean isCanonicalPart(String part) {
        try {
            return !part.isEmpty() && Jose.base64url(Jose.decode(part)).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean verifies(Jws jws, ClientKey key) throws GeneralSecurityException {
        Signature signature = key.signature();
        signature.initVerify(key.keyPair().getPublic());
        signature.update((jws.headerPart() + "." + jws.payloadPart()).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = jws.signature();
        return bytes.length == 64 && signature.verify(bytes);
    }

    private static boolean verifiesOrThrows(Jws jws, ClientKey key) {
        try {
            Signature signature = key.signature();
            signature.initVerify(key.keyPair().getPublic());
            signature.update(jws.signingInput());
            return signature.verify(jws.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
