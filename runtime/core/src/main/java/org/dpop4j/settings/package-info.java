/**
 * All settings: names, defaults, bounds, and what they are made into.
 */
@NullMarked
package org.dpop4j.settings;

import org.jspecify.annotations.NullMarked;
