package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints opt out below {@code /api}; routes of the same names stand beside them. */
class OutsideRestRequiredTest extends AbstractOutsideRestTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(true, "required").overrideConfigKey("quarkus.rest.path", "/api");

    @Override
    List<String> paths() {
        return List.of("/plain", "/orders", "/orders/7");
    }

    @Override
    boolean isRequiredMode() {
        return true;
    }

    @Test
    @DisplayName("an endpoint that opts out takes Bearer, and speaks for no other path")
    void takesBearerWhereAnEndpointOptsOut() {
        Answers.letsIn(Callers.bearer("user").get("/api/orders"), "rest");
        Answers.letsIn(Callers.bearer("user").get("/api/orders/7"), "rest");
        Answers.letsIn(Callers.bearer("user").body("{}").post("/api/orders"), "rest");
        Answers.asksForDPoPOrBearer(Callers.anonymous().get("/api/orders"));
    }
}
