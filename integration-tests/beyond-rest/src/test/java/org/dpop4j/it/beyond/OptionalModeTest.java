package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** Mode {@code optional}, with lazy authentication. */
@QuarkusTest
@TestProfile(OptionalModeTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class OptionalModeTest extends BeyondRestContract {
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dpop.mode", "optional", "quarkus.http.auth.proactive", "false");
        }
    }

    @Override
    boolean isRequiredMode() {
        return false;
    }
}
