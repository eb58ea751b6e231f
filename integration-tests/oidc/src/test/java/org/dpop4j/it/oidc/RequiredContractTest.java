package org.dpop4j.it.oidc;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.quarkus.QuarkusContract;
import org.dpop4j.settings.DPoPMode;

/** The contract in mode {@code required}, authentication when an endpoint asks for it. */
@QuarkusTest
@TestProfile(RequiredContractTest.Config.class)
@QuarkusTestResource(AuthorizationServer.class)
class RequiredContractTest implements QuarkusContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Profile.at(uri, DPoPMode.REQUIRED);
    }

    public static class Config extends Profile {
        public Config() {
            super("quarkus.dpop.mode", "required", "quarkus.http.auth.proactive", "false");
        }
    }
}
