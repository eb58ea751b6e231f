/**
 * What an endpoint demands: its annotations, their places, and what method and path tell before the match.
 */
@NullMarked
package org.dpop4j.endpoint;

import org.jspecify.annotations.NullMarked;
