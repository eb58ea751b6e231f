package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The application of {@link OptionalModeTest}. */
@QuarkusTest
@TestProfile(OptionalModeTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class GrpcOptionalModeTest extends GrpcContract {
    @Override
    boolean isRequiredMode() {
        return false;
    }
}
