/** Beside Quarkus OIDC. Loaded only where that is present. */
@NullMarked
package org.dpop4j.quarkus.runtime.oidc;

import org.jspecify.annotations.NullMarked;
