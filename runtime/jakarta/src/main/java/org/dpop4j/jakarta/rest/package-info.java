/** The REST side: filters after the match, and which endpoint is expected. Gets by without the Servlet API. */
@NullMarked
package org.dpop4j.jakarta.rest;

import org.jspecify.annotations.NullMarked;
