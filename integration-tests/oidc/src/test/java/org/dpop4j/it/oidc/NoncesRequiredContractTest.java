package org.dpop4j.it.oidc;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.quarkus.QuarkusContract;
import org.dpop4j.settings.DPoPMode;

/** The contract with nonces required, in mode {@code required}. */
@QuarkusTest
@TestProfile(NoncesRequiredContractTest.Config.class)
@QuarkusTestResource(AuthorizationServer.class)
class NoncesRequiredContractTest implements QuarkusContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Profile.at(uri, DPoPMode.REQUIRED).demandingNonces();
    }

    public static class Config extends Profile {
        public Config() {
            super("quarkus.dpop.nonce.mode", "required", "quarkus.dpop.mode", "required");
        }
    }
}
