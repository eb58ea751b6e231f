package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** Where the root path is another one gRPC is beside it, and the HTTP policy {@code dpop} says what is demanded. */
@QuarkusTest
@TestProfile(GrpcBesideRootPathTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class GrpcBesideRootPathTest extends GrpcContract {
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.dpop.mode", "optional",
                    "quarkus.dpop.required-paths", "/graphql/*",
                    "quarkus.http.root-path", "/app",
                    "quarkus.http.auth.proactive", "false",
                    "quarkus.http.auth.permission.grpc.paths", "/beyond.Listed/*",
                    "quarkus.http.auth.permission.grpc.policy", "dpop");
        }
    }

    @Override
    boolean isRequiredMode() {
        return false;
    }
}
