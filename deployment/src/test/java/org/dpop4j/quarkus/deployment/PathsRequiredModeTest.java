package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class PathsRequiredModeTest extends AbstractPathsTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application().overrideConfigKey("quarkus.dpop.mode", "required");

    @Override
    boolean isRequiredMode() {
        return true;
    }
}
