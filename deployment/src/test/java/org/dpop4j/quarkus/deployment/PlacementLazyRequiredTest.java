package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlacementLazyRequiredTest extends AbstractModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(false, "required");

    @Override
    boolean isRequiredMode() {
        return true;
    }
}
