/**
 * The default {@link org.dpop4j.ReplayStore}, bounded, in memory, for one node; and what stores that many nodes share have in
 * common.
 */
@NullMarked
package org.dpop4j.replay;

import org.jspecify.annotations.NullMarked;
