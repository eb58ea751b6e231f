package org.dpop4j.settings;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.settings.Setting.Unusable;

/**
 * The signature algorithms that a proof may use: registered, asymmetric, and regarded as secure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.6">RFC 9449 section 11.6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3.1">RFC 7518 section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9864.html">RFC 9864 for Ed25519</a>
 */
public enum ProofAlgorithm {
    ES256("ES256"),
    ES384("ES384"),
    ES512("ES512"),
    PS256("PS256"),
    PS384("PS384"),
    PS512("PS512"),
    RS256("RS256"),
    /** The older name; accepted with the curve Ed25519 only. */
    EDDSA("EdDSA"),
    ED25519("Ed25519");

    private final String joseName;

    ProofAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    /** The registered JWS name, such as {@code ES256}; case-sensitive. */
    public String joseName() {
        return joseName;
    }

    /** The algorithm of a JWS name; empty when it is unknown, symmetric or {@code none}. */
    public static Optional<ProofAlgorithm> of(String joseName) {
        for (ProofAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(joseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /**
     * The {@code algorithms} setting: names in order of preference, without repetition.
     *
     * @throws Unusable when the list is empty or names something that is not accepted here
     */
    static Set<ProofAlgorithm> parse(List<String> names) {
        Set<ProofAlgorithm> algorithms = new LinkedHashSet<>();
        for (String name : names) {
            algorithms.add(of(name.strip())
                    .orElseThrow(() -> new Unusable(
                            name,
                            "Use names out of " + joinedNames(List.of(values()), ", ")
                                    + "; symmetric algorithms and none can never prove possession of a key")));
        }
        if (algorithms.isEmpty()) {
            throw new Unusable("", "Name at least one of " + joinedNames(List.of(values()), ", "));
        }
        return Collections.unmodifiableSet(algorithms);
    }

    public static String joinedNames(Iterable<ProofAlgorithm> algorithms, String separator) {
        StringBuilder names = new StringBuilder();
        for (ProofAlgorithm algorithm : algorithms) {
            names.append(names.isEmpty() ? "" : separator).append(algorithm.joseName);
        }
        return names.toString();
    }
}
