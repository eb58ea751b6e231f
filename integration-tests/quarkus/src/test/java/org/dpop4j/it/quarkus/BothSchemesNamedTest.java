package org.dpop4j.it.quarkus;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.DecisionMatrixContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenContract;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;

/** {@code smallrye.jwt.token.schemes=Bearer,DPoP}, which nobody needs and which changes nothing (M-09). */
@QuarkusTest
@TestProfile(BothSchemesNamedTest.Config.class)
class BothSchemesNamedTest implements DecisionMatrixContract, TokenContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL).variant("both-schemes-named");
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, "smallrye.jwt.token.schemes", "Bearer,DPoP");
        }
    }
}
