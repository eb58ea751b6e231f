package org.dpop4j.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.dpop4j.Rejection;
import org.dpop4j.proof.OpinionatedProvider;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.proof.RecordingStore;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("J-07, J-12, P-11, H-34..H-38, H-133: signatures, in the one form of their algorithm")
class SignatureVerifierTest {
    private static final Set<ProofAlgorithm> ALL = EnumSet.allOf(ProofAlgorithm.class);
    private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final SignatureVerifier PLATFORM = SignatureVerifier.with("jdk", ALL);

    private static org.dpop4j.test.ClientKey pair(ProofAlgorithm algorithm) {
        return Keys.forAlgorithm(algorithm.joseName());
    }

    private static ClientKey key(ProofAlgorithm algorithm) {
        return ClientKeyFactory.build(ProofJwk.parse(pair(algorithm).publicJwk(), algorithm), algorithm);
    }

    private static boolean verifies(ProofAlgorithm algorithm, byte[] signature) {
        return PLATFORM.verifies(key(algorithm), INPUT, signature);
    }

    @ParameterizedTest
    @EnumSource(ProofAlgorithm.class)
    void acceptsAGoodSignature(ProofAlgorithm algorithm) {
        assertTrue(verifies(algorithm, pair(algorithm).sign(INPUT)));
    }

    @ParameterizedTest
    @EnumSource(ProofAlgorithm.class)
    @DisplayName("H-38: another input, another key, an altered signature")
    void rejectsABadSignature(ProofAlgorithm algorithm) {
        byte[] signature = pair(algorithm).sign(INPUT);
        byte[] other = INPUT.clone();
        other[0] ^= 1;
        assertFalse(PLATFORM.verifies(key(algorithm), other, signature));
        assertFalse(PLATFORM.verifies(key(algorithm), new byte[0], signature));
        for (int i = 0; i < signature.length; i += 7) {
            byte[] altered = signature.clone();
            altered[i] ^= 4;
            assertFalse(verifies(algorithm, altered), "byte " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(ProofAlgorithm.class)
    @DisplayName("H-36: one byte more or less, in front or behind; none at all; a megabyte")
    void rejectsOtherLengths(ProofAlgorithm algorithm) {
        byte[] right = pair(algorithm).sign(INPUT);
        byte[] zeroInFront = new byte[right.length + 1];
        System.arraycopy(right, 0, zeroInFront, 1, right.length);
        for (byte[] wrong : List.of(
                Arrays.copyOf(right, right.length - 1),
                Arrays.copyOfRange(right, 1, right.length),
                Arrays.copyOf(right, right.length + 1),
                zeroInFront,
                new byte[0],
                new byte[1],
                new byte[right.length],
                new byte[1 << 20])) {
            assertFalse(verifies(algorithm, wrong), wrong.length + " bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(ProofAlgorithm.class)
    @DisplayName("H-37: a signature of every other algorithm, by the same RSA key where there is one")
    void rejectsSignaturesOfOtherAlgorithms(ProofAlgorithm algorithm) {
        boolean ed25519 = algorithm == ProofAlgorithm.EDDSA || algorithm == ProofAlgorithm.ED25519;
        for (ProofAlgorithm other : ALL) {
            boolean same = other == algorithm
                    || (ed25519 && (other == ProofAlgorithm.EDDSA || other == ProofAlgorithm.ED25519));
            assertEquals(same, verifies(algorithm, pair(other).sign(INPUT)), other::toString);
        }
    }

    @Nested
    @DisplayName("ECDSA")
    class Ecdsa {
        private static List<ProofAlgorithm> algorithms() {
            return List.of(ProofAlgorithm.ES256, ProofAlgorithm.ES384, ProofAlgorithm.ES512);
        }

        private static byte[] join(BigInteger r, BigInteger s, int bytes) {
            byte[] signature = new byte[2 * bytes];
            put(r, signature, bytes);
            put(s, signature, 2 * bytes);
            return signature;
        }

        private static void put(BigInteger number, byte[] target, int end) {
            byte[] bytes = number.toByteArray();
            int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
            System.arraycopy(bytes, from, target, end - (bytes.length - from), bytes.length - from);
        }

        @Test
        @DisplayName("H-34, J-12: r or s zero, n, or plus n (CVE-2022-21449)")
        void rejectsNumbersOutOfRange() {
            for (ProofAlgorithm algorithm : algorithms()) {
                byte[] good = pair(algorithm).sign(INPUT);
                int bytes = good.length / 2;
                BigInteger r = new BigInteger(1, good, 0, bytes);
                BigInteger s = new BigInteger(1, good, bytes, bytes);
                BigInteger n = ((ECPublicKey) pair(algorithm).keyPair().getPublic())
                        .getParams()
                        .getOrder();
                assertTrue(verifies(algorithm, join(r, s, bytes)));
                for (BigInteger bad : List.of(BigInteger.ZERO, n)) {
                    assertFalse(verifies(algorithm, join(bad, s, bytes)));
                    assertFalse(verifies(algorithm, join(r, bad, bytes)));
                    assertFalse(verifies(algorithm, join(bad, bad, bytes)));
                }
                if (algorithm == ProofAlgorithm.ES512) { // 528 bits have room for n + r
                    assertFalse(verifies(algorithm, join(r.add(n), s, bytes)));
                    assertFalse(verifies(algorithm, join(r, s.add(n), bytes)));
                }
            }
        }

        @Test
        @DisplayName("H-34: a provider that forgets its own range check is never asked")
        void checksTheRangeBeforeTheProvider() {
            ClientKey key = key(ProofAlgorithm.ES256);
            BigInteger n = ((ECPublicKey) key.publicKey()).getParams().getOrder();
            BigInteger one = BigInteger.ONE;
            withProvider(new OpinionatedProvider("Gullible", true), true, () -> {
                assertTrue(PLATFORM.verifies(key, INPUT, join(one, one, 32)));
                assertTrue(PLATFORM.verifies(key, INPUT, join(n.subtract(one), n.subtract(one), 32)));
                for (BigInteger bad : List.of(BigInteger.ZERO, n, n.add(one))) {
                    assertFalse(PLATFORM.verifies(key, INPUT, join(bad, one, 32)));
                    assertFalse(PLATFORM.verifies(key, INPUT, join(one, bad, 32)));
                }
                assertFalse(PLATFORM.verifies(key, INPUT, Arrays.copyOf(join(one, one, 32), 63)));
                assertFalse(PLATFORM.verifies(key, INPUT, join(one, one, 33)));
            });
        }

        @Test
        @DisplayName("H-35, J-12: DER")
        void rejectsDer() throws Exception {
            for (ProofAlgorithm algorithm : algorithms()) {
                Signature der =
                        Signature.getInstance("SHA" + algorithm.joseName().substring(2) + "withECDSA");
                der.initSign(pair(algorithm).keyPair().getPrivate());
                der.update(INPUT);
                assertFalse(verifies(algorithm, der.sign()));
            }
            // In the one case where DER happens to have the length of r || s, it is read as r || s.
            byte[] sized = new byte[64];
            sized[0] = 0x30;
            sized[1] = 62;
            assertFalse(verifies(ProofAlgorithm.ES256, sized));
        }

        @Test
        @DisplayName("J-12: r and s with leading zeros, and with a high first bit, are converted right")
        void acceptsEveryShapeOfNumbers() {
            for (ProofAlgorithm algorithm : List.of(ProofAlgorithm.ES256, ProofAlgorithm.ES512)) {
                boolean shortR = false;
                boolean shortS = false;
                boolean highR = false;
                for (int i = 0; i < 20_000 && !(shortR && shortS && highR); i++) {
                    byte[] input = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                    byte[] signature = pair(algorithm).sign(input);
                    int half = signature.length / 2;
                    // P-521 fills one bit of its first byte, so that a high second byte behind a zero is as good.
                    boolean isShortR = signature[0] == 0;
                    boolean isShortS = signature[half] == 0;
                    boolean isHighR = signature[algorithm == ProofAlgorithm.ES512 ? 1 : 0] < 0;
                    if ((isShortR && !shortR) || (isShortS && !shortS) || (isHighR && !highR)) {
                        assertTrue(PLATFORM.verifies(key(algorithm), input, signature));
                    }
                    shortR |= isShortR;
                    shortS |= isShortS;
                    highR |= isHighR;
                }
                assertTrue(shortR && shortS && highR, "found them all");
            }
        }

        @Test
        @DisplayName("H-40, E-03: the twin signature (r, n - s) verifies, so that signatures identify nothing")
        void acceptsTheTwin() {
            byte[] good = pair(ProofAlgorithm.ES256).sign(INPUT);
            ECPublicKey key = (ECPublicKey) pair(ProofAlgorithm.ES256).keyPair().getPublic();
            BigInteger s = new BigInteger(1, good, 32, 32);
            BigInteger twin = key.getParams().getOrder().subtract(s);
            assertTrue(verifies(ProofAlgorithm.ES256, join(new BigInteger(1, good, 0, 32), twin, 32)));
        }
    }

    @Nested
    @DisplayName("RSA")
    class Rsa {
        private static byte[] pss(String hash, String mgfHash, int salt) throws Exception {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(
                    hash, "MGF1", new MGF1ParameterSpec(mgfHash), salt, PSSParameterSpec.TRAILER_FIELD_BC));
            signature.initSign(Keys.PS256.keyPair().getPrivate());
            signature.update(INPUT);
            return signature.sign();
        }

        @Test
        @DisplayName("H-37: PSS with another salt length, hash or mask function")
        void rejectsOtherPssParameters() throws Exception {
            for (int bits : List.of(256, 384, 512)) {
                String hash = "SHA-" + bits;
                ProofAlgorithm algorithm = ProofAlgorithm.of("PS" + bits).orElseThrow();
                assertTrue(verifies(algorithm, pss(hash, hash, bits / 8)));
                for (int salt : List.of(0, 20, bits / 8 - 1, bits / 8 + 1)) {
                    assertFalse(verifies(algorithm, pss(hash, hash, salt)), salt + " bytes");
                }
                assertFalse(verifies(algorithm, pss(hash, "SHA-1", bits / 8)));
                assertFalse(verifies(algorithm, pss("SHA-1", hash, bits / 8)));
            }
        }

        @Test
        @DisplayName("J-07: PKCS1 with another hash")
        void rejectsOtherHashes() throws Exception {
            for (String name : List.of("SHA1withRSA", "SHA384withRSA", "SHA512withRSA", "MD5withRSA")) {
                Signature signature = Signature.getInstance(name);
                signature.initSign(Keys.PS256.keyPair().getPrivate());
                signature.update(INPUT);
                assertFalse(verifies(ProofAlgorithm.RS256, signature.sign()), name);
            }
        }

        @Test
        @DisplayName("a provider that takes short signatures is never asked")
        void checksTheLengthBeforeTheProvider() {
            ClientKey key = key(ProofAlgorithm.RS256);
            withProvider(new OpinionatedProvider("Gullible", true), true, () -> {
                assertTrue(PLATFORM.verifies(key, INPUT, new byte[256]));
                assertFalse(PLATFORM.verifies(key, INPUT, new byte[255]));
                assertFalse(PLATFORM.verifies(key, INPUT, new byte[257]));
            });
        }

        @Test
        @DisplayName("a modulus whose length is no multiple of eight bits")
        void acceptsOddLengths() throws Exception {
            org.dpop4j.test.ClientKey odd = org.dpop4j.test.ClientKey.rsa("PS256", 2049);
            ClientKey key =
                    ClientKeyFactory.build(ProofJwk.parse(odd.publicJwk(), ProofAlgorithm.PS256), ProofAlgorithm.PS256);
            byte[] signature = odd.sign(INPUT);
            assertEquals(257, signature.length);
            assertTrue(PLATFORM.verifies(key, INPUT, signature));
            assertFalse(PLATFORM.verifies(key, INPUT, Arrays.copyOfRange(signature, 1, 257)));
        }
    }

    @Nested
    @DisplayName("Ed25519")
    class Ed25519 {
        @Test
        @DisplayName("H-29: S plus the order of the group")
        void rejectsLargeS() {
            byte[] signature = pair(ProofAlgorithm.ED25519).sign(INPUT);
            BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
            byte[] bigEndian = new byte[32];
            for (int i = 0; i < 32; i++) {
                bigEndian[i] = signature[63 - i];
            }
            byte[] sum = new BigInteger(1, bigEndian).add(order).toByteArray();
            byte[] twin = signature.clone();
            Arrays.fill(twin, 32, 64, (byte) 0);
            for (int i = 0; i < sum.length && i < 32; i++) {
                twin[32 + i] = sum[sum.length - 1 - i];
            }
            assertFalse(verifies(ProofAlgorithm.ED25519, twin));
        }
    }

    @Nested
    @DisplayName("crypto.provider")
    class ProviderSetting {
        @Test
        @DisplayName("H-133: jdk is the order of the JVM")
        void jdkNamesNoProvider() {
            for (ProofAlgorithm algorithm : ALL) {
                assertEquals(Optional.empty(), PLATFORM.providerName(algorithm));
            }
        }

        @Test
        @DisplayName(
                "auto takes a faster provider from the class path, for what it verifies right, and registers nothing")
        void autoTakesAFasterProvider() {
            SignatureVerifier auto = SignatureVerifier.with("auto", ALL);
            // The provider of the test class path has native code for one platform.
            boolean supported = System.getProperty("os.name").equals("Linux")
                    && List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
            assumeTrue(supported, "AmazonCorrettoCryptoProvider is on the test class path for linux-x86_64 only");
            for (ProofAlgorithm algorithm : List.of(
                    ProofAlgorithm.ES256,
                    ProofAlgorithm.ES384,
                    ProofAlgorithm.ES512,
                    ProofAlgorithm.PS256,
                    ProofAlgorithm.RS256)) {
                assertEquals(
                        Optional.of("AmazonCorrettoCryptoProvider"), auto.providerName(algorithm), algorithm::toString);
            }
            assertNull(Security.getProvider("AmazonCorrettoCryptoProvider"));
            for (ProofAlgorithm algorithm : ALL) {
                sameVerdicts(auto, algorithm);
            }
        }

        @Test
        @DisplayName("auto looks at nothing but the accepted algorithms")
        void autoLooksAtAcceptedAlgorithmsOnly() {
            SignatureVerifier auto = SignatureVerifier.with("auto", EnumSet.of(ProofAlgorithm.ES256));
            assertEquals(Optional.empty(), auto.providerName(ProofAlgorithm.ES384));
            sameVerdicts(auto, ProofAlgorithm.ES256);
        }

        @Test
        @DisplayName("a provider by name: it verifies, and gives the same verdicts")
        void namedProvider() {
            withProvider(new BouncyCastleProvider(), false, () -> {
                SignatureVerifier named = SignatureVerifier.with("BC", ALL);
                for (ProofAlgorithm algorithm : ALL) {
                    assertEquals(Optional.of("BC"), named.providerName(algorithm));
                    sameVerdicts(named, algorithm);
                }
            });
        }

        @Test
        @DisplayName("H-133: another provider in front of the JVM's own: same verdicts for keys and signatures")
        void reorderedProviders() {
            withProvider(new BouncyCastleProvider(), true, () -> {
                for (ProofAlgorithm algorithm : ALL) {
                    sameVerdicts(PLATFORM, algorithm);
                }
                Verifying request = new Verifying();
                request.accepts(request.proof());
                request.rejects(
                        Rejection.KEY_WEAK,
                        request.proof().jwkMember("y", Keys.ES256.publicJwk().get("x")));
                request.accepts(request.proof().key(Keys.ED25519));
                request.accepts(request.proof().key(Keys.PS512));
                request.rejects(
                        Rejection.KEY_WEAK, request.proof().key(Keys.RS256).jwkMember("e", "AQ"));
                request.rejects(
                        Rejection.KEY_WEAK, request.proof().key(Keys.RS256).jwkMember("e", "Ag"));
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"NoSuchProvider", "", " ", "AUTO", "Jdk", "bc"})
        @DisplayName("Q-19: an unknown name is refused with key, value and remedy")
        void refusesUnknownNames(String name) {
            IllegalArgumentException reason =
                    assertThrows(IllegalArgumentException.class, () -> SignatureVerifier.with(name, ALL));
            assertTrue(reason.getMessage().startsWith("Use auto, jdk, or"), reason::getMessage);
            if (name.isEmpty()) {
                return; // as a setting, it has no value
            }
            // The verifier is what users build.
            InvalidSettingException fault = assertThrows(
                    InvalidSettingException.class,
                    () -> new ProofVerifier(
                            new TestSettings().cryptoProvider(name).build("dpop."),
                            new Verifying().nonceProvider,
                            new RecordingStore(),
                            TestClock.at(Verifying.NOW)));
            assertEquals(
                    "dpop.crypto.provider = '" + name + "' cannot be used. " + reason.getMessage() + ".",
                    fault.getMessage());
        }

        @Test
        @DisplayName("Q-19: a provider without one of the accepted algorithms is refused, and the algorithm named")
        void refusesProvidersThatCannot() {
            InvalidSettingException fault = assertThrows(
                    InvalidSettingException.class,
                    () -> SignatureVerifier.with(new TestSettings()
                            .cryptoProvider("SunRsaSign")
                            .algorithms(List.of("RS256", "ES256"))
                            .build()));
            assertTrue(fault.getMessage().contains("crypto.provider = 'SunRsaSign'"), fault::getMessage);
            assertTrue(fault.getMessage().contains("ES256"), fault::getMessage);
            assertTrue(fault.getMessage().contains("algorithms"), fault::getMessage);
            SignatureVerifier.with("SunRsaSign", EnumSet.of(ProofAlgorithm.RS256));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @DisplayName(
                "H-133: a provider that accepts every signature, or none, is sick: refused by name, left out by auto")
        void sickProviders(boolean opinion) {
            withProvider(new OpinionatedProvider("Sick", opinion), false, () -> {
                for (ProofAlgorithm algorithm : List.of(ProofAlgorithm.ES256, ProofAlgorithm.ED25519)) {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> SignatureVerifier.with("Sick", EnumSet.of(algorithm)));
                }
            });
            String fast = "AmazonCorrettoCryptoProvider";
            withProvider(new OpinionatedProvider(fast, opinion), false, () -> {
                SignatureVerifier auto = SignatureVerifier.with("auto", EnumSet.of(ProofAlgorithm.ES256));
                assertEquals(Optional.empty(), auto.providerName(ProofAlgorithm.ES256));
                sameVerdicts(auto, ProofAlgorithm.ES256);
            });
        }

        @Test
        @DisplayName("H-133: health is asked for with keys of the kind that clients have")
        void asksWithTheRightKeys() {
            OpinionatedProvider provider = new OpinionatedProvider("AmazonCorrettoCryptoProvider", true);
            withProvider(
                    provider,
                    false,
                    () -> SignatureVerifier.with(
                            "auto",
                            EnumSet.of(
                                    ProofAlgorithm.ES256,
                                    ProofAlgorithm.ES384,
                                    ProofAlgorithm.ES512,
                                    ProofAlgorithm.RS256,
                                    ProofAlgorithm.ED25519)));
            assertEquals(
                    Set.of("EC 256", "EC 384", "EC 521", "RSA 2048", "EdDSA"),
                    provider.askedWith().stream()
                            .map(SignatureVerifierTest::describe)
                            .collect(Collectors.toSet()));
        }
    }

    private static String describe(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return "EC " + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key instanceof RSAPublicKey rsa ? "RSA " + rsa.getModulus().bitLength() : key.getAlgorithm();
    }

    private static void sameVerdicts(SignatureVerifier verifier, ProofAlgorithm algorithm) {
        ClientKey key = key(algorithm);
        byte[] signature = pair(algorithm).sign(INPUT);
        assertTrue(verifier.verifies(key, INPUT, signature), algorithm::toString);
        byte[] altered = signature.clone();
        altered[3] ^= 1;
        assertFalse(verifier.verifies(key, INPUT, altered), algorithm::toString);
        assertFalse(verifier.verifies(key, new byte[] {1}, signature), algorithm::toString);
        assertFalse(verifier.verifies(key, INPUT, new byte[signature.length]), algorithm::toString);
        assertFalse(verifier.verifies(key, INPUT, new byte[0]), algorithm::toString);
    }

    /** Providers belong to the JVM, so they are put back. */
    private static void withProvider(Provider provider, boolean first, Runnable test) {
        Security.removeProvider(provider.getName());
        assertTrue(Security.insertProviderAt(provider, first ? 1 : Security.getProviders().length + 1) > 0);
        try {
            test.run();
        } finally {
            Security.removeProvider(provider.getName());
        }
    }
}
