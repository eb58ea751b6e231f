package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class NonceEndpointProactiveTest extends AbstractNonceEndpointTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(true);
}
