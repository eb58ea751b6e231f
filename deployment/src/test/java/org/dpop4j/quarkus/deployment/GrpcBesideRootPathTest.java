package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the HTTP port, where gRPC has no part in the root path. */
class GrpcBesideRootPathTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = UnreachedGrpc.application(
            Map.of(
                    "quarkus.dpop.required-paths", "/*",
                    "quarkus.dpop.optional-paths", "/grpc.health.v1.Health/*",
                    "quarkus.grpc.server.use-separate-server", "false",
                    "quarkus.http.root-path", "/app"),
            "gRPC is not below quarkus.http.root-path. Name them in quarkus.http.auth.permission, with the policy dpop.");

    @Test
    @DisplayName("Q-19: a path for gRPC beside the root path stops the start-up")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
