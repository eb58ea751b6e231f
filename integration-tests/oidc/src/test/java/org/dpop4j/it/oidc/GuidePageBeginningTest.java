package org.dpop4j.it.oidc;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The properties that the guide's page on Quarkus OIDC begins with are enough. */
@QuarkusTest
@TestProfile(GuidePage.Beginning.class)
class GuidePageBeginningTest {
    @Test
    @DisplayName("DM-04, DM-16: one tenant takes both schemes")
    void takesDPoPBesideBearer() {
        GuidePageTest.dpop(GuidePageTest.token(), "/guide/orders").statusCode(200);
        GuidePageTest.bearer(GuidePageTest.token(), "/guide/catalogue")
                .statusCode(200)
                .body(equalTo("without a proof"));
    }
}
