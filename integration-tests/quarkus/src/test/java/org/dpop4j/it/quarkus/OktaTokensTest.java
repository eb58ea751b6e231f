package org.dpop4j.it.quarkus;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.ChallengeContract;
import org.dpop4j.contract.DecisionMatrixContract;
import org.dpop4j.contract.ReplayContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenContract;
import org.dpop4j.contract.TokenShape;

/** What depends on the access token, with tokens as Okta issues them. */
@QuarkusTest
@TestProfile(OktaTokensTest.Config.class)
class OktaTokensTest implements DecisionMatrixContract, TokenContract, ChallengeContract, ReplayContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Servers.withoutRoles(uri, TokenShape.OKTA);
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.OKTA);
        }
    }
}
