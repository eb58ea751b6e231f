/**
 * <b>Development only:</b> an authorization server inside the application, so that the demo needs no other. It gives a
 * token to whoever asks. Do not copy this package.
 */
package org.dpop4j.demo.dev;
