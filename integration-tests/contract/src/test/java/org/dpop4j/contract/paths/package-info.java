/**
 * Whether a server routes any spelling of a path that demands DPoP to what is there, without seeing the demand. No
 * class of a server is used.
 *
 * <p>Two applications of a server that are alike but for the demand get the same request lines: thousands of spellings of
 * the paths of what they serve. What responds says so with {@link org.dpop4j.contract.paths.Marker}. Nobody may get such a
 * response from the application with the demand; and so that this means something, many must come from the one without.
 */
package org.dpop4j.contract.paths;
