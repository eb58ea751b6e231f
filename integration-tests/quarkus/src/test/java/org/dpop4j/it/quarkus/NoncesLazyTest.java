package org.dpop4j.it.quarkus;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;

/** The contract with nonces required, in mode {@code optional}, authentication when an endpoint asks for it. */
@QuarkusTest
@TestProfile(NoncesLazyTest.Config.class)
class NoncesLazyTest implements QuarkusContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL).demandingNonces().variant("lazy");
    }

    public static class Config extends Profile {
        public Config() {
            super(
                    TokenShape.MICROPROFILE,
                    "quarkus.dpop.mode",
                    "optional",
                    "quarkus.dpop.nonce.mode",
                    "required",
                    "quarkus.http.auth.proactive",
                    "false");
        }
    }
}
