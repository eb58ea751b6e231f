package org.dpop4j.jose;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.ProofAlgorithm;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWS signatures with the JCA provider that the {@code crypto.provider} setting chose at start-up. Immutable
 * and safe for many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3">RFC 7518 section 3</a>
 */
public final class SignatureVerifier {
    static final String AUTO = "auto";
    static final String JDK = "jdk";
    private static final int ED25519_SIGNATURE_BYTES = 64;

    /** Faster providers that {@code auto} takes when they are there: provider name, class name. */
    private static final Map<String, String> FASTER_PROVIDERS =
            Map.of("AmazonCorrettoCryptoProvider", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");

    private final Map<ProofAlgorithm, Provider> providers;

    private SignatureVerifier(Map<ProofAlgorithm, Provider> providers) {
        this.providers = providers;
    }

    /** The name of the JCA provider that verifies proofs of this algorithm, for operators. */
    public String providerOf(ProofAlgorithm algorithm) {
        Provider provider = providers.get(algorithm);
        return provider == null ? "the JDK" : provider.getName();
    }

    /** @throws InvalidSettingException when the named provider is not registered or cannot verify one of the algorithms */
    public static SignatureVerifier with(DPoPSettings settings) {
        try {
            return with(settings.cryptoProvider(), settings.algorithms());
        } catch (IllegalArgumentException e) {
            throw settings.unusable(DPoPSettings.CRYPTO_PROVIDER, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param setting {@code auto}, {@code jdk}, or the name of a registered provider
     * @throws IllegalArgumentException when the named provider is not registered or cannot verify one of the algorithms;
     *     the message says what to set instead, without full stop
     */
    public static SignatureVerifier with(String setting, Set<ProofAlgorithm> algorithms) {
        return switch (setting) {
            case JDK -> new SignatureVerifier(Map.of());
            case AUTO -> fastest(algorithms);
            default -> named(setting, algorithms);
        };
    }

    private static SignatureVerifier fastest(Set<ProofAlgorithm> algorithms) {
        Map<ProofAlgorithm, Provider> providers = new EnumMap<>(ProofAlgorithm.class);
        Map<String, KeyPair> made = new HashMap<>();
        FASTER_PROVIDERS.forEach((name, className) -> find(name, className).ifPresent(provider -> {
            for (ProofAlgorithm algorithm : algorithms) {
                if (isHealthy(provider, algorithm, made)) {
                    providers.put(algorithm, provider);
                }
            }
        }));
        return new SignatureVerifier(providers);
    }

    private static SignatureVerifier named(String name, Set<ProofAlgorithm> algorithms) {
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            throw new IllegalArgumentException("Use auto, jdk, or the name of a provider that the JVM has registered");
        }
        Map<ProofAlgorithm, Provider> providers = new EnumMap<>(ProofAlgorithm.class);
        Map<String, KeyPair> made = new HashMap<>();
        for (ProofAlgorithm algorithm : algorithms) {
            if (!isHealthy(provider, algorithm, made)) {
                throw new IllegalArgumentException("It does not verify " + algorithm.joseName()
                        + " signatures correctly; take that algorithm out of " + DPoPSettings.ALGORITHMS
                        + " or use jdk");
            }
            providers.put(algorithm, provider);
        }
        return new SignatureVerifier(providers);
    }

    private static Optional<Provider> find(String name, String className) {
        Provider registered = Security.getProvider(name);
        if (registered != null) {
            return Optional.of(registered);
        }
        try {
            // On the class path is enough: registering it would change the whole JVM.
            return Optional.of(
                    (Provider) Class.forName(className).getField("INSTANCE").get(null));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a provider accepts a good signature of another implementation and refuses an altered one.
     *
     * @param made the key pairs of earlier tests by key type: one serves all algorithms, and RSA takes long to make
     */
    private static boolean isHealthy(Provider provider, ProofAlgorithm algorithm, Map<String, KeyPair> made) {
        try {
            KeyPair keys = keyPair(algorithm, made);
            byte[] message = {1, 2, 3};
            byte[] signature = sign(algorithm, keys.getPrivate(), message);
            boolean acceptsGood = verify(algorithm, provider, keys.getPublic(), message, signature);
            message[0] = 0;
            boolean acceptsBad = verify(algorithm, provider, keys.getPublic(), message, signature);
            return acceptsGood && !acceptsBad;
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static KeyPair keyPair(ProofAlgorithm algorithm, Map<String, KeyPair> made)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> keyPair("EC", new ECGenParameterSpec("secp256r1"), "P-256", made);
            case ES384 -> keyPair("EC", new ECGenParameterSpec("secp384r1"), "P-384", made);
            case ES512 -> keyPair("EC", new ECGenParameterSpec("secp521r1"), "P-521", made);
            case PS256, PS384, PS512, RS256 ->
                keyPair(
                        "RSA",
                        new RSAKeyGenParameterSpec(ClientKeyFactory.MIN_RSA_BITS, RSAKeyGenParameterSpec.F4),
                        "RSA",
                        made);
            case EDDSA, ED25519 -> keyPair("Ed25519", NamedParameterSpec.ED25519, "Ed25519", made);
        };
    }

    private static KeyPair keyPair(
            String generator, AlgorithmParameterSpec parameters, String type, Map<String, KeyPair> made)
            throws GeneralSecurityException {
        KeyPair keys = made.get(type);
        if (keys == null) {
            KeyPairGenerator keyPairs = KeyPairGenerator.getInstance(generator);
            keyPairs.initialize(parameters);
            keys = keyPairs.generateKeyPair();
            made.put(type, keys);
        }
        return keys;
    }

    private static byte[] sign(ProofAlgorithm algorithm, PrivateKey key, byte[] message)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm, null);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    /**
     * Whether the signature part of a JWS verifies with the key, in the form that the algorithm prescribes and no other.
     */
    public boolean verifies(ClientKey key, byte[] signingInput, byte[] signature) {
        try {
            byte[] jcaSignature = switch (key.algorithm()) {
                case ES256, ES384, ES512 -> ecdsaDer(signature, (ECPublicKey) key.publicKey());
                case PS256, PS384, PS512, RS256 -> rsaSized(signature, (RSAPublicKey) key.publicKey());
                case EDDSA, ED25519 -> ed25519Sized(signature);
            };
            return jcaSignature != null
                    && verify(
                            key.algorithm(),
                            providers.get(key.algorithm()),
                            key.publicKey(),
                            signingInput,
                            jcaSignature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers refuse malformed signatures and keys by exceptions of many kinds.
            return false;
        }
    }

    private static boolean verify(
            ProofAlgorithm algorithm, @Nullable Provider provider, PublicKey key, byte[] message, byte[] jcaSignature)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm, provider);
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(jcaSignature);
    }

    private static Signature signature(ProofAlgorithm algorithm, @Nullable Provider provider)
            throws GeneralSecurityException {
        String name = switch (algorithm) {
            case ES256 -> "SHA256withECDSA";
            case ES384 -> "SHA384withECDSA";
            case ES512 -> "SHA512withECDSA";
            case PS256, PS384, PS512 -> "RSASSA-PSS";
            case RS256 -> "SHA256withRSA";
            case EDDSA, ED25519 -> "Ed25519";
        };
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        AlgorithmParameterSpec parameters = switch (algorithm) {
            case PS256 -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64);
            default -> null;
        };
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /** The parameters are spelt out: providers differ in their defaults. */
    private static AlgorithmParameterSpec pss(String hash, MGF1ParameterSpec mgf1, int saltBytes) {
        return new PSSParameterSpec(hash, "MGF1", mgf1, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    /** JWS carries r || s; JCA takes DER. Null when the length is wrong or r or s is not in 1..n-1 (CVE-2022-21449). */
    private static byte @Nullable [] ecdsaDer(byte[] signature, ECPublicKey key) {
        BigInteger order = key.getParams().getOrder();
        int bytes = (order.bitLength() + 7) / 8;
        if (signature.length != 2 * bytes
                || !isInRange(new BigInteger(1, signature, 0, bytes), order)
                || !isInRange(new BigInteger(1, signature, bytes, bytes), order)) {
            return null;
        }
        try {
            return EcdsaUsingShaAlgorithm.convertConcatenatedToDer(signature);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isInRange(BigInteger value, BigInteger order) {
        return value.signum() > 0 && value.compareTo(order) < 0;
    }

    private static byte @Nullable [] rsaSized(byte[] signature, RSAPublicKey key) {
        return signature.length == (key.getModulus().bitLength() + 7) / 8 ? signature : null;
    }

    /** The JDK takes bytes that are appended to S as a part of the number, so that zeros change nothing. */
    private static byte @Nullable [] ed25519Sized(byte[] signature) {
        return signature.length == ED25519_SIGNATURE_BYTES ? signature : null;
    }

    /** Which provider verifies an algorithm; empty for the JVM's own order. */
    Optional<String> providerName(ProofAlgorithm algorithm) {
        return Optional.ofNullable(providers.get(algorithm)).map(Provider::getName);
    }
}
