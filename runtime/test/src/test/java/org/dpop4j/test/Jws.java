package org.dpop4j.test;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The three parts of a compact JWS, read by jose4j. */
record Jws(String text, String headerPart, String payloadPart, String signaturePart) {
    static Jws of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not three parts: " + text);
        }
        return new Jws(text, parts[0], parts[1], parts[2]);
    }

    static Jws of(TestProof proof) {
        return of(proof.serialize());
    }

    String headerJson() {
        return new String(Jose.decode(headerPart), StandardCharsets.UTF_8);
    }

    String payloadJson() {
        return new String(Jose.decode(payloadPart), StandardCharsets.UTF_8);
    }

    Map<String, Object> header() {
        return parse(headerJson());
    }

    Map<String, Object> claims() {
        return parse(payloadJson());
    }

    byte[] signature() {
        return Jose.decode(signaturePart);
    }

    byte[] signingInput() {
        return (headerPart + "." + payloadPart).getBytes(StandardCharsets.UTF_8);
    }

    /** What jose4j says of the signature. */
    boolean verifies(PublicKey key) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setCompactSerialization(text);
        jws.setKey(key);
        return jws.verifySignature();
    }

    static Map<String, Object> parse(String json) {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
