/**
 * What an application touches: annotations, {@link DPoPContext}, events, and the two SPIs. Sees no other package of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html">RFC 9449</a>
 */
@NullMarked
package org.dpop4j;

import org.jspecify.annotations.NullMarked;
