package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutsideRestLazyTest extends AbstractOutsideRestTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(false, "required").overrideConfigKey("quarkus.rest.path", "/api");

    @Override
    List<String> paths() {
        return List.of("/plain", "/orders", "/orders/7");
    }

    @Override
    boolean isRequiredMode() {
        return true;
    }
}
