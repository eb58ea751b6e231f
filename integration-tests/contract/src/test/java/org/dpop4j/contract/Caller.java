package org.dpop4j.contract;

import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.dpop4j.test.TestToken;

/** A DPoP client: a server to call, a key, and a token that is, as a rule, bound to it. */
public record Caller(ServerUnderTest server, ClientKey key, String token) {
    /** A client with a key that no other one of the same test has, and a valid token that is bound to it. */
    public static Caller bound(ServerUnderTest server) {
        return withKey(server, TakenInTurns.es256());
    }

    public static Caller withKey(ServerUnderTest server, ClientKey key) {
        return new Caller(server, key, server.token().boundTo(key).serialize());
    }

    /** The same client with another token. */
    public Caller with(TestToken other) {
        return new Caller(server, key, other.serialize());
    }

    /** A valid proof; with a fresh nonce where every proof needs one. */
    public TestProof proof(String method, String path) {
        return server.nonces().addTo(proofWithoutNonce(method, path));
    }

    /** A valid proof; with a fresh nonce where every proof needs one. */
    public TestProof proof(String path) {
        return proof("GET", path);
    }

    /** A valid proof; with a fresh nonce where every proof needs one. */
    public TestProof proof(Place place) {
        return proof(server.path(place));
    }

    /** A proof as a client makes it that has heard of no nonce. */
    public TestProof proofWithoutNonce(String method, String path) {
        return TestProof.with(key).method(method).uri(server.uri(path)).accessToken(token);
    }

    /** A proof as a client makes it that has heard of no nonce. */
    public TestProof proofWithoutNonce(String path) {
        return proofWithoutNonce("GET", path);
    }

    /** A valid proof with a fresh nonce, for endpoints that demand one whatever the setting says. */
    public TestProof proofWithNonce(String path) {
        return proofWithoutNonce(path).nonce(server.nonces().fresh().serialize());
    }

    /** A valid DPoP request. */
    public Request request(String method, String path) {
        return server.request(method, path).dpop(token).proof(proof(method, path));
    }

    /** A valid DPoP request. */
    public Request get(String path) {
        return request("GET", path);
    }

    /** A valid DPoP request. */
    public Request get(Place place) {
        return get(server.path(place));
    }

    /** DPoP scheme and token; the proof is to be added. */
    public Request withoutProof(Place place) {
        return server.get(place).dpop(token);
    }

    /** DPoP scheme, token and this proof. */
    public Answer send(Place place, TestProof proof) {
        return send(place, proof.serialize());
    }

    /** DPoP scheme, token and this proof. */
    public Answer send(Place place, String proof) {
        return withoutProof(place).proof(proof).send();
    }

    /** DPoP scheme, token and this proof. */
    public Answer send(String path, TestProof proof) {
        return server.get(path).dpop(token).proof(proof).send();
    }
}
