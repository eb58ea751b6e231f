/**
 * Keys, signatures, base64url and JSON, each in its one strict form (RFC 7515 to 7518, 7638, 8037).
 */
@NullMarked
package org.dpop4j.jose;

import org.jspecify.annotations.NullMarked;
