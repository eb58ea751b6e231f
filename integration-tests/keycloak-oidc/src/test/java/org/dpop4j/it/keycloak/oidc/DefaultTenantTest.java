package org.dpop4j.it.keycloak.oidc;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.dpop4j.it.keycloak.KeycloakCalls;
import org.dpop4j.it.keycloak.KeycloakResource;

/** Tokens are validated by the tenant at its defaults, with the keys of the JWK Set. */
@QuarkusTest
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
class DefaultTenantTest extends KeycloakCalls {
    /** None that has expired is taken. */
    @Override
    protected Duration clockSkew() {
        return Duration.ZERO;
    }
}
