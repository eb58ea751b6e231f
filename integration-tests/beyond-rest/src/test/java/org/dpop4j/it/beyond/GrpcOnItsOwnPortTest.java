package org.dpop4j.it.beyond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.auth.GrpcSecurityMechanism;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gRPC on a port of its own, where no proof can be verified; the application takes tokens itself. */
@QuarkusTest
@TestProfile(GrpcOnItsOwnPortTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class GrpcOnItsOwnPortTest {
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.dpop.mode", "optional",
                    "quarkus.dpop.required-paths", "/graphql/*",
                    "quarkus.grpc.server.use-separate-server", "true",
                    "quarkus.grpc.server.test-port", "0");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(AnyScheme.class);
        }
    }

    /** As an application writes it that has not heard of DPoP. */
    @Singleton
    @Alternative
    public static class AnyScheme implements GrpcSecurityMechanism {
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public boolean handles(Metadata metadata) {
            return metadata.containsKey(AUTHORIZATION);
        }

        @Override
        public AuthenticationRequest createAuthenticationRequest(Metadata metadata) {
            String token = metadata.get(AUTHORIZATION).replaceFirst(".* ", "");
            return new TokenAuthenticationRequest(new JsonWebTokenCredential(token));
        }
    }

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int port;

    @Test
    @DisplayName("Q-14: a bound token is no caller there, with or without a proof")
    void refusesBoundTokens() {
        try (GrpcClient client = new GrpcClient("localhost:" + port)) {
            assertEquals("hello", client.say(Echoes.Open.KNOWN, client.bearer()));
            for (Metadata bound : List.of(
                    client.boundAsBearer(), client.dpopWithoutProof(), client.dpop(client.proof(Echoes.Open.KNOWN)))) {
                StatusRuntimeException refusal =
                        assertThrows(StatusRuntimeException.class, () -> client.say(Echoes.Open.KNOWN, bound));
                assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode());
            }
        }
    }
}
