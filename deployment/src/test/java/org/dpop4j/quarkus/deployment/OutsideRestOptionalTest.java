package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutsideRestOptionalTest extends AbstractOutsideRestTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(true, "optional");

    @Inject
    IdentityProviderManager identities;

    private SecurityIdentity authenticate(String token) {
        return identities
                .authenticate(new TokenAuthenticationRequest(new JsonWebTokenCredential(token)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("T-19: a bound token without a request is no identity")
    void refusesABoundTokenWithoutRequest() {
        assertThrows(AuthenticationFailedException.class, () -> authenticate(Callers.boundToken("user")));
        assertNotNull(authenticate(Callers.unboundToken("user")));
    }
}
