/**
 * What a test of a DPoP-protected API needs: client keys, access tokens and DPoP proofs, valid ones and ones with
 * exactly one defect.
 *
 * <p>The package stands on the JDK alone: it shares no code with the verifier it tests, so the two cannot make the same
 * mistake, and it brings no test framework. Only {@link org.dpop4j.test.DPoPFilter} needs REST Assured on the class
 * path. Everything here is for tests: the keys live in memory, unprotected.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html">RFC 9449</a>
 */
@NullMarked
package org.dpop4j.test;

import org.jspecify.annotations.NullMarked;
