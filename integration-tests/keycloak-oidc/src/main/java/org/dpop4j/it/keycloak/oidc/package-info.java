/** A small resource server whose tokens and logins come from Keycloak, by Quarkus OIDC. */
package org.dpop4j.it.keycloak.oidc;
