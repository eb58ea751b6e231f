/** What servers answered to the contract, side by side: all of it is tests. */
package org.dpop4j.parity;
