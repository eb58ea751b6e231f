package org.dpop4j.proof;

import java.util.Map;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.ClientKeyFactory;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.jose.ProofJwk;
import org.dpop4j.settings.ProofAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The JOSE header of a proof: RFC 9449 section 4.3, items 4, 5 and 7.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2">RFC 9449 section 4.2</a>
 */
sealed interface JoseHeader {
    ProofAlgorithm algorithm();

    String jkt();

    /** @throws MalformedProof with {@link Rejection#KEY_WEAK} */
    ClientKey key();

    /** A header seen for the first time: its key is not built yet. */
    record Fresh(ProofAlgorithm algorithm, ProofJwk jwk) implements JoseHeader {
        @Override
        public String jkt() {
            return jwk.jkt();
        }

        @Override
        public ClientKey key() {
            return ClientKeyFactory.build(jwk, algorithm);
        }
    }

    /** A header that came with a good signature before. */
    record Known(ClientKey key) implements JoseHeader {
        @Override
        public ProofAlgorithm algorithm() {
            return key.algorithm();
        }

        @Override
        public String jkt() {
            return key.jkt();
        }
    }

    /** Decoded bytes that an honest header never reaches. */
    int MAX_BYTES = 4096;

    /**
     * @param encoded the first part of the JWS
     * @param accepted the algorithms of local policy
     * @throws MalformedProof with the first fault
     */
    static JoseHeader parse(String encoded, Set<ProofAlgorithm> accepted) {
        Map<String, @Nullable Object> header = ProofParser.jsonObject(encoded, MAX_BYTES);
        // crit: no extension is understood. b64: never in a JWT (RFC 7797 section 7). zip: nothing is inflated.
        if (header.containsKey("crit") || header.containsKey("b64") || header.containsKey("zip")) {
            throw new MalformedProof(Rejection.HEADER_UNSUPPORTED);
        }
        if (!"dpop+jwt".equals(header.get("typ"))) {
            throw new MalformedProof(Rejection.TYP_INVALID);
        }
        if (!(header.get("alg") instanceof String name)) {
            throw new MalformedProof(Rejection.ALG_NOT_ACCEPTED);
        }
        ProofAlgorithm algorithm = ProofAlgorithm.of(name)
                .filter(accepted::contains)
                .orElseThrow(() -> new MalformedProof(Rejection.ALG_NOT_ACCEPTED));
        return new Fresh(algorithm, ProofJwk.parse(header.get("jwk"), algorithm));
    }
}
