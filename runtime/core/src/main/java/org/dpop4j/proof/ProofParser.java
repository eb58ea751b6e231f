package org.dpop4j.proof;

import java.util.Map;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.jose.StrictJson;
import org.dpop4j.settings.ProofAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9449 section 4.3, items 1, 2, 4, 5 and 7: one header field, one well-formed JWS, an acceptable JOSE header.
 */
final class ProofParser {
    /** Decoded bytes that an honest payload never reaches. */
    static final int MAX_PAYLOAD_BYTES = 4096;

    private final Set<ProofAlgorithm> accepted;
    private final ClientKeyCache knownKeys;

    ProofParser(Set<ProofAlgorithm> accepted, ClientKeyCache knownKeys) {
        this.accepted = accepted;
        this.knownKeys = knownKeys;
    }

    /** @throws MalformedProof with the first fault */
    ParsedProof parse(ProofHeader proof) {
        if (proof instanceof ProofHeader.Candidate candidate) {
            return parse(candidate.value());
        }
        throw new MalformedProof(
                switch ((ProofHeader.Fault) proof) {
                    case MISSING -> Rejection.PROOF_MISSING;
                    case SEVERAL -> Rejection.PROOF_MULTIPLE;
                    case TOO_LONG -> Rejection.PROOF_TOO_LARGE;
                    case ILLEGAL_CHARACTER -> Rejection.PROOF_MALFORMED;
                });
    }

    private ParsedProof parse(String jws) {
        int first = jws.indexOf('.');
        int second = jws.indexOf('.', first + 1);
        if (first < 0 || second < 0 || jws.indexOf('.', second + 1) >= 0) {
            throw new MalformedProof(Rejection.PROOF_MALFORMED);
        }
        String encodedHeader = jws.substring(0, first);
        byte[] signature = Base64Url.decode(jws.substring(second + 1), Rejection.PROOF_MALFORMED);
        ClientKey known = knownKeys.get(encodedHeader);
        JoseHeader header = known != null ? new JoseHeader.Known(known) : JoseHeader.parse(encodedHeader, accepted);
        return new ParsedProof(encodedHeader, jws.substring(first + 1, second), signature, header);
    }

    /** Decodes one part of the JWS to one strict JSON object. */
    static Map<String, @Nullable Object> jsonObject(String encoded, int maxBytes) {
        byte[] bytes = Base64Url.decode(encoded, Rejection.PROOF_MALFORMED);
        if (bytes.length > maxBytes) {
            throw new MalformedProof(Rejection.PROOF_TOO_LARGE);
        }
        try {
            return StrictJson.parseObject(bytes, StrictJson.Limits.PROOF);
        } catch (StrictJson.NotStrictJson e) {
            throw new MalformedProof(Rejection.PROOF_MALFORMED);
        }
    }
}
