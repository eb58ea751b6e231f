package org.dpop4j.test;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets REST Assured call like a DPoP client: {@code Authorization: DPoP <token>} and a new proof for the method and the
 * URI of each request. It replaces both header fields if the request has them already.
 *
 * <pre>{@code
 * given().filter(DPoPFilter.of(key, token)).get("/orders").then().statusCode(200);
 * given().filter(DPoPFilter.of(key, token).altering(proof -> proof.without("jti"))).get("/orders").then().statusCode(401);
 * }</pre>
 *
 * <p>{@code htu} is the URI that REST Assured hands to its HTTP client. That client collapses empty path segments and decodes
 * needless percent-encoding on its way out; tests of such paths need another client.
 *
 * <p>It minds nonces like an honest client (RFC 9449 section 9). When a {@code 401} has a {@code DPoP} challenge with {@code
 * use_dpop_nonce} and one {@code DPoP-Nonce}, it sends the request again, once, with a new proof that has the nonce; a second
 * challenge is the test's. It remembers the last nonce of each origin and starts the next request with it; success and
 * {@code 403} can bring another. What is no nonce (more than 512 characters, other characters than RFC 9449 section 8.1
 * permits) is not taken. The {@code 401} is the test's at once when the body is a stream, which cannot be sent twice, or when
 * another filter calls this one instead of being beside it.
 *
 * <p>Filters before this one see one request, filters after it see each attempt. Copies made by {@link #altering} share what
 * is remembered, so a test can fetch a nonce in good order and then spoil it:
 *
 * <pre>{@code
 * DPoPFilter client = DPoPFilter.of(key, token);
 * given().filter(client).get("/orders").then().statusCode(200);
 * given().filter(client.altering(TestNonceDefect.MAC_LAST_BIT)).get("/orders").then().statusCode(401);
 * }</pre>
 *
 * <p>Safe for use by many threads. This class alone needs REST Assured.
 */
public final class DPoPFilter implements Filter {
    private final ClientKey key;
    private final String accessToken;
    private final UnaryOperator<TestProof> alteration;
    private final @Nullable NonceMemory memory;

    private DPoPFilter(
            ClientKey key, String accessToken, UnaryOperator<TestProof> alteration, @Nullable NonceMemory memory) {
        this.key = key;
        this.accessToken = accessToken;
        this.alteration = alteration;
        this.memory = memory;
    }

    /**
     * A client with this key, which knows no nonces yet.
     *
     * @param accessToken the token to send, as a rule one that is bound to the key
     */
    public static DPoPFilter of(ClientKey key, String accessToken) {
        return new DPoPFilter(key, accessToken, UnaryOperator.identity(), new NonceMemory());
    }

    /**
     * A copy that changes each proof before it is sent, also the one of a second attempt; alterations add up.
     *
     * @param change gets the valid proof for the request, with its nonce if one is known; may be called by several threads
     *     at once
     */
    public DPoPFilter altering(UnaryOperator<TestProof> change) {
        return new DPoPFilter(key, accessToken, proof -> change.apply(alteration.apply(proof)), memory);
    }

    /**
     * A copy that has never heard of nonces: it sends each request once, without a nonce unless an alteration sets one, and
     * remembers nothing.
     */
    public DPoPFilter withoutNonces() {
        return new DPoPFilter(key, accessToken, alteration, null);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        TestProof proof = TestProof.with(key)
                .method(request.getMethod())
                .uri(request.getURI())
                .accessToken(accessToken);
        request.replaceHeader("Authorization", "DPoP " + accessToken);
        if (memory == null) {
            prove(request, proof);
            return context.next(request, response);
        }
        String uri = request.getURI();
        Repetition repetition = new Repetition(this, request, response, context);
        prove(request, memory.nonceFor(uri).map(proof::nonce).orElse(proof));
        Response first = context.next(request, response);
        Optional<String> demanded = learn(memory, uri, first);
        if (demanded.isEmpty() || !repetition.isPossible()) {
            return first;
        }
        prove(request, proof.nonce(demanded.get()));
        Response second = repetition.send(first);
        learn(memory, uri, second);
        return second;
    }

    private void prove(FilterableRequestSpecification request, TestProof proof) {
        request.replaceHeader("DPoP", alteration.apply(proof).serialize());
    }

    private static Optional<String> learn(NonceMemory memory, String uri, Response response) {
        return memory.learn(
                uri,
                response.statusCode(),
                response.headers().getValues("WWW-Authenticate"),
                response.headers().getValues("DPoP-Nonce"));
    }
}
