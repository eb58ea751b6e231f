/** Quarkus REST: which endpoint is expected, and what it demands after the match. */
@NullMarked
package org.dpop4j.quarkus.runtime.rest;

import org.jspecify.annotations.NullMarked;
