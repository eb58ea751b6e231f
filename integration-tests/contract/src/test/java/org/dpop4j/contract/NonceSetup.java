package org.dpop4j.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestProof;

/**
 * How a server is configured to make and demand nonces. Tests that know it make nonces of every age by themselves, so that
 * nobody has to wait for one to grow old.
 *
 * @param mode the setting {@code nonce.mode}; single endpoints demand nonces in both
 * @param secrets the setting {@code nonce.secrets}: base64, the first signs, all verify; two of them
 * @param audience the setting {@code replay.namespace}
 * @param lifetime the setting {@code nonce.lifetime}; a multiple of two seconds, longer than two {@link #MARGIN}s
 */
public record NonceSetup(NonceMode mode, List<String> secrets, String audience, Duration lifetime) {
    /** How long a request may take while a test relies on the age of its nonce. */
    public static final Duration MARGIN = Duration.ofSeconds(20);

    /** How far ahead of the server's clock a nonce may have been issued, by another node for example. */
    public static final Duration NODE_SKEW = Duration.ofSeconds(30);

    /** What every server under test is configured with, the lifetime being the default. */
    public static NonceSetup of(NonceMode mode) {
        return new NonceSetup(
                mode,
                List.of(
                        secret("the secret of the contract, the one that signs"),
                        secret("the one before, still known")),
                "dpop4j-contract",
                Duration.ofMinutes(5));
    }

    private static String secret(String text) {
        byte[] bytes = (text + "-".repeat(48)).substring(0, 48).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether every proof needs a nonce, at whatever endpoint. */
    public boolean areDemandedEverywhere() {
        return mode == NonceMode.REQUIRED;
    }

    /** The proof with a fresh nonce where every proof needs one, otherwise as it is. */
    public TestProof addTo(TestProof proof) {
        return areDemandedEverywhere() ? proof.nonce(fresh().serialize()) : proof;
    }

    /** A nonce as the server itself issues it at this moment. */
    public TestNonce fresh() {
        return signedWith(0);
    }

    /** A nonce made with the secret that still verifies and no longer signs. */
    public TestNonce ofOlderSecret() {
        return signedWith(1);
    }

    /** A nonce in the first half of its life, towards the end of it. */
    public TestNonce young() {
        return fresh().issuedAgo(lifetime.dividedBy(2).minus(MARGIN));
    }

    /** A nonce just in the second half of its life. */
    public TestNonce due() {
        return fresh().issuedAgo(lifetime.dividedBy(2).plusSeconds(1));
    }

    /** A nonce towards the end of its life. */
    public TestNonce old() {
        return fresh().issuedAgo(lifetime.minus(MARGIN));
    }

    /** A nonce that was good until a second ago. */
    public TestNonce stale() {
        return fresh().issuedAgo(lifetime.plusSeconds(1));
    }

    /** Whether the server made this nonce, by all that can be told from it, and with the secret that signs. */
    public boolean isOwn(TestNonce.Parsed nonce) {
        return nonce.version() == 1 && nonce.isSignedWith(bytes(0), audience);
    }

    private TestNonce signedWith(int secret) {
        return TestNonce.with(bytes(secret)).audience(audience);
    }

    private byte[] bytes(int secret) {
        return Base64.getDecoder().decode(secrets.get(secret));
    }
}
