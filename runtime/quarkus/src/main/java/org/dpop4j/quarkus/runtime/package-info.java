/** The Quarkus extension at run time: what the build wires into the server. */
@NullMarked
package org.dpop4j.quarkus.runtime;

import org.jspecify.annotations.NullMarked;
