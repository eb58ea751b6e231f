/** The contract, run against Open Liberty. */
package org.dpop4j.it.liberty;
