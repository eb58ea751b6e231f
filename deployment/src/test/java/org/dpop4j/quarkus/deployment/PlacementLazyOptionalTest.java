package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlacementLazyOptionalTest extends AbstractPlacementTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(false, "optional");

    @Override
    boolean isRequiredMode() {
        return false;
    }
}
