/** What servers add to the contract, each with endpoints of its own: the answers are not compared. */
package org.dpop4j.contract.outside;
