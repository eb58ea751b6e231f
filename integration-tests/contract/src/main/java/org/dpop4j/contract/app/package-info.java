/**
 * The endpoints that every server deploys for the HTTP contract suite.
 *
 * <p>Portable on purpose: Jakarta REST, {@code jakarta.annotation.security}, CDI, and the library's own annotations. Each
 * server brings its own {@code Application}, so that the paths begin at the root of the server's choice.
 */
package org.dpop4j.contract.app;
