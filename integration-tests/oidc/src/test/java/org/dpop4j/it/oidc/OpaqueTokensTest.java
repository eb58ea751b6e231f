package org.dpop4j.it.oidc;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.dpop4j.contract.ChallengeContract;
import org.dpop4j.contract.DecisionMatrixContract;
import org.dpop4j.contract.ReplayContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenContract;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;

/** What depends on the access token, with tokens that only the introspection endpoint can read. */
@QuarkusTest
@TestProfile(OpaqueTokensTest.Config.class)
@QuarkusTestResource(AuthorizationServer.class)
class OpaqueTokensTest implements DecisionMatrixContract, TokenContract, ChallengeContract, ReplayContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Profile.at(uri, DPoPMode.OPTIONAL).shape(TokenShape.OPAQUE, Map.of());
    }

    public static class Config extends Profile {
        public Config() {
            super();
        }
    }
}
