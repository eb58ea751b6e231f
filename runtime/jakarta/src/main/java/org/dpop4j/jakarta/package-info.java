/**
 * DPoP beside MicroProfile JWT on servers that bring Jakarta REST, CDI and Servlet: extracts the request, asks the rule book,
 * writes the answer.
 */
@NullMarked
package org.dpop4j.jakarta;

import org.jspecify.annotations.NullMarked;
