/** What the applications hold beside the endpoints of the contract. */
package org.dpop4j.it.server.app;
