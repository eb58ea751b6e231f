/** A small resource server that is called by clients from npm, as they are released. */
package org.dpop4j.it.clients;
