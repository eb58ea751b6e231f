package org.dpop4j.nonce;

/** The nonce provider could not answer; the request is refused. */
public final class NonceProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonceProviderFailure(Throwable cause) {
        super(cause);
    }
}
