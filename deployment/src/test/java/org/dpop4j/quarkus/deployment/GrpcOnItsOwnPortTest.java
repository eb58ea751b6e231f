package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where Quarkus serves gRPC unless told otherwise. */
class GrpcOnItsOwnPortTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = UnreachedGrpc.application(
            Map.of("quarkus.dpop.required-paths", "/listed.Service/Method", "quarkus.grpc.server.test-port", "0"),
            "gRPC has a port of its own. Set quarkus.grpc.server.use-separate-server=false.");

    @Test
    @DisplayName("Q-19: a path for gRPC on a port of its own stops the start-up")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
