/** Beside Quarkus gRPC. Loaded only where that is present. */
@NullMarked
package org.dpop4j.quarkus.runtime.grpc;

import org.jspecify.annotations.NullMarked;
