/** The servlet side: the guard in front of everything that a web application serves. Uses the Servlet API, which some servers hide. */
@NullMarked
package org.dpop4j.jakarta.servlet;

import org.jspecify.annotations.NullMarked;
