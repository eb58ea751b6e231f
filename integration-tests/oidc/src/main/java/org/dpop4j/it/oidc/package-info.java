/** An application whose callers Quarkus OIDC authenticates. */
@NullMarked
package org.dpop4j.it.oidc;

import org.jspecify.annotations.NullMarked;
