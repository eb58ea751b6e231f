/** An application of which several nodes are started. */
package org.dpop4j.it.nodes;
