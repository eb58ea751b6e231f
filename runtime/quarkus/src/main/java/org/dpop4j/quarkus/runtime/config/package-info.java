/** Configuration: the keys as Quarkus knows them, and what is built from them at the start. */
@NullMarked
package org.dpop4j.quarkus.runtime.config;

import org.jspecify.annotations.NullMarked;
