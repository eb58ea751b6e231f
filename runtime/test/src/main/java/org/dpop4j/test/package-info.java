/**
 * What a test of a DPoP-protected API needs: client keys, access tokens, DPoP proofs and server nonces, valid ones
 * and ones with exactly one defect.
 *
 * <p>Where the server demands nonces, {@link org.dpop4j.test.DPoPFilter} fetches them like any client. {@link
 * org.dpop4j.test.TestNonce} makes them without the server, also those that it would never send, and {@link
 * org.dpop4j.test.TestNonceDefect} spoils them.
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
