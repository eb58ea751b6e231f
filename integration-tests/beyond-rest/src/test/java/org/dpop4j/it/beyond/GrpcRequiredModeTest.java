package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The application of {@link RequiredModeTest}. */
@QuarkusTest
@TestProfile(RequiredModeTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class GrpcRequiredModeTest extends GrpcContract {
    @Override
    boolean isRequiredMode() {
        return true;
    }
}
