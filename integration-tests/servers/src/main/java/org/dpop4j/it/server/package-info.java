/** Real Jakarta EE servers, and the applications that are deployed to them. */
package org.dpop4j.it.server;
