package org.dpop4j.it.oidc;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several tenants in mode {@code required}, with authentication when an endpoint asks for it. */
@QuarkusTest
@TestProfile(LazyTenantsTest.Lazy.class)
@QuarkusTestResource(AuthorizationServer.class)
class LazyTenantsTest extends OidcTest {
    public static class Lazy extends OidcTest.Tenants {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.auth.proactive", "false", "quarkus.dpop.mode", "required");
        }
    }

    @Test
    @DisplayName("the annotation chooses the tenant of a DPoP token")
    void byAnnotation() {
        letsIn(dpop(token()).get("/annotated"), "public-key");
        letsIn(dpop(token()).get("/annotated/required"), "public-key");
        refusesTheToken(
                bearer(token().serialize()).get("/annotated"),
                "dpop_required",
                "This resource requires a DPoP-bound access token");
    }

    @Test
    @DisplayName("a session opens only what has @DPoPOptional, and nobody is sent to the login elsewhere")
    void sessions() {
        for (String tenant : List.of("web", "hybrid")) {
            String caller = (tenant.equals("web") ? "account of " : "") + "alice@example.com";
            letsIn(LoginsTest.session(tenant, token(), "opaque").get("/" + tenant + "/optional"), caller);
            for (String path : List.of("/orders", "/required")) {
                refuses(LoginsTest.session(tenant, token(), "opaque").get("/" + tenant + path), K1);
                refuses(LoginsTest.session(tenant, token().expired(), "opaque").get("/" + tenant + path), K1);
            }
        }
    }

    @Test
    @DisplayName("nor does a made-up state cookie have a session heard")
    void stateCookies() {
        RequestSpecification request =
                LoginsTest.session("web", token(), "opaque").header("X-Tenant", "web");
        refuses(request.get("/routes/authenticated"), K1);
        refuses(request.cookie("q_auth_web", "state").get("/routes/authenticated?state=state&code=code"), K1);
    }
}
