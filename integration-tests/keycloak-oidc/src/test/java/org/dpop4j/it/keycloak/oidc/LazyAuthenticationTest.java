package org.dpop4j.it.keycloak.oidc;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.dpop4j.it.keycloak.KeycloakCalls;
import org.dpop4j.it.keycloak.KeycloakResource;

/** The same where nobody is authenticated before somebody asks. */
@QuarkusTest
@TestProfile(LazyAuthenticationTest.Lazy.class)
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
class LazyAuthenticationTest extends KeycloakCalls {
    /** None that has expired is taken. */
    @Override
    protected Duration clockSkew() {
        return Duration.ZERO;
    }

    public static class Lazy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.auth.proactive", "false");
        }
    }
}
