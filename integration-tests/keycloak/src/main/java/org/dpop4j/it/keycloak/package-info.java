/** A small resource server whose tokens come from Keycloak. */
package org.dpop4j.it.keycloak;
