package org.dpop4j;

/**
 * Supplies the nonces that this resource server demands in proofs, and recognises them.
 *
 * <p>An application may replace the default, {@link org.dpop4j.nonce.HmacNonceProvider}: supply a bean of this type,
 * application-scoped or singleton. It is asked only for requests whose token, binding, signature, method, URI and
 * {@code ath} are good already.
 *
 * <p><b>What clients need:</b> a nonce is good at once on every node, for minutes, and for many proofs: a client keeps
 * one nonce and sends parallel requests with it, and some repeat only GET requests after a challenge.
 *
 * <p><b>Threading:</b> called from many threads at once. <b>Blocking:</b> allowed; never called on an event loop.
 * <b>Failure:</b> whatever it throws, null, and a nonce that no header field can carry refuse the request with status
 * 503; a provider never lets a proof pass because it could not look.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-9">RFC 9449 sections 8 and 9</a>
 */
public interface DPoPNonceProvider {
    /**
     * Makes a nonce for the client to use from now on.
     *
     * @param request who asks, and when
     * @return 1 to 512 characters, each of {@code !} to {@code ~} but no quotation mark and no backslash (RFC 9449
     *     section 8.1); unpredictable for everybody outside
     */
    String issue(NonceRequest request);

    /**
     * Tells what a nonce in a proof is worth.
     *
     * @param nonce as the client sent it: any text that {@link #issue} may return, no other
     * @param request who sent it, and when
     */
    NonceVerdict check(String nonce, NonceRequest request);
}
