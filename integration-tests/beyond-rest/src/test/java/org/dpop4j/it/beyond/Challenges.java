package org.dpop4j.it.beyond;

/** What is in {@code WWW-Authenticate}, by what was missing or wrong. */
final class Challenges {
    private static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";

    static final String NO_CREDENTIALS = "DPoP " + ALGS;
    static final String NOT_BOUND = dpop("invalid_token", "This resource requires a DPoP-bound access token");
    static final String BOUND = dpop("invalid_token", "The access token is DPoP-bound and needs the DPoP scheme");
    static final String NO_PROOF = dpop("invalid_dpop_proof", "The DPoP proof is missing");
    static final String OTHER_METHOD =
            dpop("invalid_dpop_proof", "The htm of the DPoP proof does not match the request");
    static final String OTHER_URI = dpop("invalid_dpop_proof", "The htu of the DPoP proof does not match the request");
    static final String REPLAYED = dpop("invalid_dpop_proof", "The DPoP proof was used before");

    private Challenges() {}

    private static String dpop(String error, String description) {
        return "DPoP error=\"" + error + "\", error_description=\"" + description + "\", " + ALGS;
    }
}
