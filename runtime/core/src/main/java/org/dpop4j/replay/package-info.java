/** The default {@link org.dpop4j.ReplayStore}: bounded, in memory, for one node. */
@NullMarked
package org.dpop4j.replay;

import org.jspecify.annotations.NullMarked;
