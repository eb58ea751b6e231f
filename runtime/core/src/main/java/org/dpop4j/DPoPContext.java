package org.dpop4j;

import java.util.Optional;

/**
 * What an application may ask about the current request; to be injected, request-scoped.
 *
 * <p><b>Threading:</b> belongs to one request, as every request-scoped bean does.
 */
public interface DPoPContext {
    /** The verified proof of this request; empty when the caller came without one (Bearer, or anonymous). */
    Optional<DPoPProof> proof();
}
