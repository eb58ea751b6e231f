/** An application with WebSockets and GraphQL. */
@NullMarked
package org.dpop4j.it.beyond;

import org.jspecify.annotations.NullMarked;
