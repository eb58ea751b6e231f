/**
 * Decides what a request's credentials add up to: RFC 9449 section 7. The entry of the glue.
 */
@NullMarked
package org.dpop4j.server;

import org.jspecify.annotations.NullMarked;
