/** The demo itself: plays the clients of the orders API. Test code, because a client that cheats is one. */
package org.dpop4j.demo.walkthrough;
