/** Authentication: opens the exchange of each request, has its caller admitted, and completes the response. */
@NullMarked
package org.dpop4j.quarkus.runtime.auth;

import org.jspecify.annotations.NullMarked;
