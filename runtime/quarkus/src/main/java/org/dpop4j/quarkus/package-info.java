/** The Quarkus extension at run time: extracts the request, asks the rule book, writes the answer. */
@NullMarked
package org.dpop4j.quarkus;

import org.jspecify.annotations.NullMarked;
