package org.dpop4j.it.keycloak.oidc;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.dpop4j.DPoPRejected;
import org.dpop4j.it.keycloak.Refusals;

/** A class of this module: Quarkus looks for beans in no other. */
@Singleton
class SeenRefusals extends Refusals {
    @Override
    protected void note(@Observes DPoPRejected event) {
        super.note(event);
    }
}
