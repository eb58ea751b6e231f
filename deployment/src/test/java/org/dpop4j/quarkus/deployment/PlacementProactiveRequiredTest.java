package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlacementProactiveRequiredTest extends AbstractModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(true, "required");

    @Override
    boolean isRequiredMode() {
        return true;
    }
}
