package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything below a root path. */
class PathsLazyTest extends AbstractPathsTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application()
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("quarkus.http.root-path", "/app");

    @Override
    String root() {
        return "/app";
    }
}
