package org.dpop4j.it.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(value = PagesAndDevelopmentIssuer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class Auth0SpaJsTest extends BrowserTest {
    @Override
    String library() {
        return "auth0-spa-js";
    }

    /** Auth0's tokens have no name in them. */
    @Override
    String caller() {
        return "auth0|65f1c0ffee";
    }
}
