package org.dpop4j.it.quarkus;

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

/** What depends on the access token, with tokens as Keycloak issues them. */
@QuarkusTest
@TestProfile(KeycloakTokensTest.Config.class)
class KeycloakTokensTest implements DecisionMatrixContract, TokenContract, ChallengeContract, ReplayContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL).shape(TokenShape.KEYCLOAK, Map.of());
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.KEYCLOAK);
        }
    }
}
