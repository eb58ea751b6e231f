/** A {@link org.dpop4j.ReplayStore} that all WildFly nodes of an application share, in WildFly's own replicated cache. */
@NullMarked
package org.dpop4j.infinispan;

import org.jspecify.annotations.NullMarked;
