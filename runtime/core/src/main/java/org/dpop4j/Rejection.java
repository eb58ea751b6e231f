package org.dpop4j;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused: one constant per cause, with the response that the client gets.
 *
 * <p>The texts are constant and hold nothing that the client sent. {@link #code()} is stable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1">RFC 9449 section 7.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1">RFC 6750 section 3.1</a>
 */
public enum Rejection {
    /** No usable credentials where a caller is needed (RFC 9449 section 7.2: then no error is named). */
    CREDENTIALS_MISSING(401, null, ""),

    /** Two Authorization lines, or two credentials on one (RFC 9449 section 7.2, last example). */
    AUTHORIZATION_AMBIGUOUS(400, Errors.REQUEST, "More than one credential was sent in Authorization"),
    /** The credentials of a DPoP or Bearer Authorization line are not one token68. */
    AUTHORIZATION_MALFORMED(400, Errors.REQUEST, "The Authorization header is malformed"),
    /** A proof came with an unbound Bearer token: the client believes that it is protected, and is not. */
    PROOF_WITH_BEARER(400, Errors.REQUEST, "A DPoP proof was sent with a Bearer token"),
    /** The token that was authenticated is not the one in the Authorization line. */
    TOKEN_AMBIGUOUS(400, Errors.REQUEST, "More than one access token was sent"),
    /** The request line and the Host lines contradict each other (RFC 9112 section 3.2.2). */
    REQUEST_TARGET_INVALID(400, Errors.REQUEST, "The request target is not usable"),

    /** The server's token validation refused the access token. */
    TOKEN_INVALID(401, Errors.TOKEN, "The access token is invalid or has expired"),
    /** The DPoP scheme with a token that is bound to no key (RFC 9449 section 7.1). */
    TOKEN_NOT_BOUND(401, Errors.TOKEN, "The access token is not DPoP-bound"),
    /** A DPoP-bound token without the DPoP scheme: as Bearer, in a cookie, in a form (RFC 9449 section 7.2). */
    BOUND_TOKEN_AS_BEARER(401, Errors.TOKEN, "The access token is DPoP-bound and needs the DPoP scheme"),
    /** An unbound token where DPoP is demanded (RFC 9449 section 7.1). */
    DPOP_REQUIRED(401, Errors.TOKEN, "This resource requires a DPoP-bound access token"),
    /** The token's {@code cnf} claim cannot be understood (RFC 9449 section 6.1). */
    CONFIRMATION_MALFORMED(401, Errors.TOKEN, "The confirmation claim of the access token is malformed"),
    /** The token's {@code cnf} claim names a method that is not verified here (RFC 7800 section 3.1). */
    CONFIRMATION_UNSUPPORTED(401, Errors.TOKEN, "The confirmation method of the access token is not supported"),
    /** Nothing that is known of the token tells whether it is bound (RFC 9449 section 6). */
    CONFIRMATION_UNKNOWN(401, Errors.TOKEN, "The resource server cannot tell whether the access token is DPoP-bound"),
    /** The proof's key is not the key that the token is bound to (RFC 9449 section 4.3, item 12). */
    KEY_MISMATCH(401, Errors.TOKEN, "The access token is bound to another key"),

    /** The DPoP scheme without a DPoP header line, or with an empty one (RFC 9449 section 7). */
    PROOF_MISSING(401, Errors.PROOF, "The DPoP proof is missing"),
    /** More than one DPoP header line (RFC 9449 section 4.3, item 1). */
    PROOF_MULTIPLE(401, Errors.PROOF, "More than one DPoP proof was sent"),
    /** The proof or a part of it is longer than any honest one. */
    PROOF_TOO_LARGE(401, Errors.PROOF, "The DPoP proof is too large"),
    /** Not one JWS in compact serialisation with strict base64url and JSON (RFC 9449 section 4.3, item 2). */
    PROOF_MALFORMED(401, Errors.PROOF, "The DPoP proof is not a well-formed JWT"),
    /** {@code typ} is not {@code dpop+jwt} (RFC 9449 section 4.3, item 4). */
    TYP_INVALID(401, Errors.PROOF, "The typ of the DPoP proof is not dpop+jwt"),
    /** The header asks for an extension, an encoding or a compression that a proof never has (RFC 7515, 7797). */
    HEADER_UNSUPPORTED(401, Errors.PROOF, "The DPoP proof has an unsupported header parameter"),
    /** {@code alg} is missing or not accepted (RFC 9449 section 4.3, item 5). */
    ALG_NOT_ACCEPTED(401, Errors.PROOF, "The algorithm of the DPoP proof is not accepted"),
    /** {@code jwk} is missing, not a public key, or does not fit {@code alg} (RFC 9449 section 4.2). */
    JWK_INVALID(401, Errors.PROOF, "The jwk of the DPoP proof is not usable"),
    /** {@code jwk} holds private key material (RFC 9449 section 4.3, item 7). */
    JWK_PRIVATE(401, Errors.PROOF, "The jwk of the DPoP proof contains a private key"),
    /** The key is too short, off its curve, or of small order, so that others could sign for it. */
    KEY_WEAK(401, Errors.PROOF, "The key of the DPoP proof is not acceptable"),
    /** The signature does not verify with {@code jwk} (RFC 9449 section 4.3, item 6). */
    SIGNATURE_INVALID(401, Errors.PROOF, "The signature of the DPoP proof is invalid"),
    /** A required claim is missing (RFC 9449 section 4.3, item 3). */
    CLAIM_MISSING(401, Errors.PROOF, "The DPoP proof lacks a required claim"),
    /** A claim has the wrong type, is empty, or is out of bounds. */
    CLAIM_INVALID(401, Errors.PROOF, "A claim of the DPoP proof is malformed"),
    /** {@code htm} is not the method of the request (RFC 9449 section 4.3, item 8). */
    HTM_MISMATCH(401, Errors.PROOF, "The htm of the DPoP proof does not match the request"),
    /** {@code htu} is not the target URI of the request (RFC 9449 section 4.3, item 9). */
    HTU_MISMATCH(401, Errors.PROOF, "The htu of the DPoP proof does not match the request"),
    /** Plain http where only https is safe (RFC 9449 section 2). */
    TARGET_URI_INSECURE(401, Errors.PROOF, "DPoP proofs are accepted over https only"),
    /** {@code ath} is not the hash of the access token (RFC 9449 section 4.3, item 12). */
    ATH_MISMATCH(401, Errors.PROOF, "The ath of the DPoP proof does not match the access token"),
    /** {@code iat} is too old, or {@code exp} has passed (RFC 9449 section 4.3, item 11). */
    PROOF_EXPIRED(401, Errors.PROOF, "The DPoP proof is too old"),
    /** {@code iat} or {@code nbf} is too far ahead (RFC 9449 section 4.3, item 11). */
    PROOF_NOT_YET_VALID(401, Errors.PROOF, "The DPoP proof is dated in the future"),
    /** The proof was used before (RFC 9449 section 11.1). */
    PROOF_REPLAYED(401, Errors.PROOF, "The DPoP proof was used before"),

    /** A nonce is demanded, and the proof has none (RFC 9449 section 9). Clients cannot tell the three apart. */
    NONCE_MISSING(401, Errors.NONCE, Errors.NONCE_REQUIRED),
    /** The proof's nonce is no longer good (RFC 9449 section 4.3, item 10). */
    NONCE_STALE(401, Errors.NONCE, Errors.NONCE_REQUIRED),
    /** The proof's nonce was not supplied by this resource server (RFC 9449 section 4.3, item 10). */
    NONCE_UNKNOWN(401, Errors.NONCE, Errors.NONCE_REQUIRED),

    /** The caller is known and may not do this (RFC 6750 section 3.1). */
    INSUFFICIENT_SCOPE(403, "insufficient_scope", "The access token does not permit this request"),

    /** The nonce provider cannot be asked, or returns what is no nonce. */
    NONCE_PROVIDER_UNAVAILABLE(503, null, ""),
    /** The replay store cannot be asked. */
    REPLAY_STORE_UNAVAILABLE(503, null, ""),
    /** The replay store is full of live entries. */
    REPLAY_STORE_FULL(503, null, ""),
    /** The client's key fills its whole share of the replay store. */
    REPLAY_QUOTA_EXCEEDED(503, null, "");

    private final int status;
    private final String error;
    private final String description;
    private final String code;

    Rejection(int status, @Nullable String error, String description) {
        this.status = status;
        this.error = error == null ? "" : error;
        this.description = description;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** HTTP status of the response. */
    public int status() {
        return status;
    }

    /** Error code of the challenge; empty where it names none. */
    public Optional<String> error() {
        return error.isEmpty() ? Optional.empty() : Optional.of(error);
    }

    /** Whether the response has to bring a nonce (RFC 9449 section 9). */
    public boolean asksForNonce() {
        return error.equals(Errors.NONCE);
    }

    /** Constant text of the challenge's {@code error_description}; empty where there is no error. */
    public String description() {
        return description;
    }

    /** Stable name for logs, events and metrics, such as {@code htu_mismatch}. */
    public String code() {
        return code;
    }

    private static final class Errors {
        static final String REQUEST = "invalid_request";
        static final String TOKEN = "invalid_token";
        static final String PROOF = "invalid_dpop_proof";
        static final String NONCE = "use_dpop_nonce";
        static final String NONCE_REQUIRED = "The resource server requires a nonce in the DPoP proof";
    }
}
