package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** Mode {@code required}, with proactive authentication. */
@QuarkusTest
@TestProfile(RequiredModeTest.Settings.class)
@QuarkusTestResource(Issuer.class)
class RequiredModeTest extends BeyondRestContract {
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dpop.mode", "required", "quarkus.http.auth.proactive", "true");
        }
    }

    @Override
    boolean isRequiredMode() {
        return true;
    }
}
