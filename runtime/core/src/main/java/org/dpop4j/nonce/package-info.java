/**
 * The default {@link org.dpop4j.DPoPNonceProvider}, stateless, for any number of nodes that share a secret; and the guard
 * around whichever is used.
 */
@NullMarked
package org.dpop4j.nonce;

import org.jspecify.annotations.NullMarked;
