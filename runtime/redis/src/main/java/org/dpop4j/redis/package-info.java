/** A {@link org.dpop4j.ReplayStore} that all nodes of an application share, in Redis or Valkey. */
@NullMarked
package org.dpop4j.redis;

import org.jspecify.annotations.NullMarked;
