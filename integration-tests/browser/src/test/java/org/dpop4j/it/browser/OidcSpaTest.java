package org.dpop4j.it.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(value = PagesAndKeycloak.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OidcSpaTest extends BrowserTest {
    @Override
    String library() {
        return "oidc-spa";
    }

    @Override
    String caller() {
        return "alice";
    }
}
