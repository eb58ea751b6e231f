package org.dpop4j.test;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.function.UnaryOperator;

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
 * <p>Each request is sent once, with a proof without a nonce. Immutable, safe for use by many threads. This class alone
 * needs REST Assured.
 */
public final class DPoPFilter implements Filter {
    private final ClientKey key;
    private final String accessToken;
    private final UnaryOperator<TestProof> alteration;

    private DPoPFilter(ClientKey key, String accessToken, UnaryOperator<TestProof> alteration) {
        this.key = key;
        this.accessToken = accessToken;
        this.alteration = alteration;
    }

    /**
     * A client with this key.
     *
     * @param accessToken the token to send, as a rule one that is bound to the key
     */
    public static DPoPFilter of(ClientKey key, String accessToken) {
        return new DPoPFilter(key, accessToken, UnaryOperator.identity());
    }

    /**
     * A copy that changes each proof before it is sent; alterations add up.
     *
     * @param change gets the valid proof for the request, may be called by several threads at once
     */
    public DPoPFilter altering(UnaryOperator<TestProof> change) {
        return new DPoPFilter(key, accessToken, proof -> change.apply(alteration.apply(proof)));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        TestProof proof = TestProof.with(key)
                .method(request.getMethod())
                .uri(request.getURI())
                .accessToken(accessToken);
        request.replaceHeader("Authorization", "DPoP " + accessToken);
        request.replaceHeader("DPoP", alteration.apply(proof).serialize());
        return context.next(request, response);
    }
}
