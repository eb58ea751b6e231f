/** The Quarkus extension at build time: scans annotations, wires the runtime half, and stops builds that cannot work. */
@NullMarked
package org.dpop4j.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
