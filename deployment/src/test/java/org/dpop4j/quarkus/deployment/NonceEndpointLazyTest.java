package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class NonceEndpointLazyTest extends AbstractNonceEndpointTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(false);
}
