/** The contract, run against WildFly. */
package org.dpop4j.it.wildfly;
