/**
 * RFC 9449 section 4.3: {@link org.dpop4j.proof.ProofVerifier} and its list of checks.
 */
@NullMarked
package org.dpop4j.proof;

import org.jspecify.annotations.NullMarked;
