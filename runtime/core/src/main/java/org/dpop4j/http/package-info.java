/**
 * The HTTP side of RFC 9449 as plain Java: target URIs and the field lines {@code Authorization} and {@code DPoP}.
 *
 * <p>Everything here reads what a stranger sent: input is bounded, time is linear, nothing throws on hostile text and
 * only ASCII is compared, so that no locale and no Unicode case rule can make two texts equal.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html">RFC 9449</a>
 */
@NullMarked
package org.dpop4j.http;

import org.jspecify.annotations.NullMarked;
