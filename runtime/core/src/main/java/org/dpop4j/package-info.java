/**
 * What users touch, and beside it all of RFC 9449 section 4.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html">RFC 9449</a>
 */
@NullMarked
package org.dpop4j;

import org.jspecify.annotations.NullMarked;
