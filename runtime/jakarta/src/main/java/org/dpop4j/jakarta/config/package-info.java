/** Configuration: the MicroProfile Config keys of an application. */
@NullMarked
package org.dpop4j.jakarta.config;

import org.jspecify.annotations.NullMarked;
