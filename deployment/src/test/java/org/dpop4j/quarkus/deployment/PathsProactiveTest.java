package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class PathsProactiveTest extends AbstractPathsTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application();
}
