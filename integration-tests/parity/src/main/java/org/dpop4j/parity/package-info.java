/** What servers answered to the contract, side by side, and whether the pages of the repository are whole: all of it is tests. */
package org.dpop4j.parity;
