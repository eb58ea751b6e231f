package org.dpop4j.it.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.runtime.Quarkus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Quarkus OIDC validates the tokens, in ways that tell whether a token is bound, and in ways that do not. */
@QuarkusTest
@TestProfile(OidcTest.Tenants.class)
@QuarkusTestResource(AuthorizationServer.class)
class BesideOidcTest extends OidcTest {
    @Test
    @DisplayName("the version of Quarkus is that of the Maven profile")
    void version() {
        assertEquals(
                System.getProperty("expected.version"),
                Quarkus.class.getPackage().getImplementationVersion());
    }

    @Nested
    @DisplayName("one tenant at its defaults takes both schemes")
    class JsonWebTokens {
        @Test
        @DisplayName("DM-04, DM-16: each with its tokens")
        void letsBothIn() {
            letsIn(bearer(token().serialize()).get("/default/orders"), "alice@example.com");
            letsIn(dpop(token()).get("/default/orders"), "alice@example.com");
            letsIn(dpop(token()).get("/default/required"), "required");
        }

        @Test
        @DisplayName("DM-06, DM-07: a bound JWT is no Bearer token")
        void refusesBoundTokens() {
            String bound = token().boundTo(KEY).serialize();
            refusesTheBearerToken(bearer(bound).get("/default/orders"), "bound_token_as_bearer", BOUND);
            refusesTheToken(bearer(bound).get("/default/required"), "bound_token_as_bearer", BOUND);
            refusesTheToken(
                    bearer(token().serialize()).get("/default/required"),
                    "dpop_required",
                    "This resource requires a DPoP-bound access token");
        }

        @Test
        @DisplayName("DM-09, DM-13: nor does the DPoP scheme take what is not bound to the key")
        void refusesOtherTokens() {
            refusesTheToken(
                    dpop(token().serialize()).get("/default/orders"),
                    "token_not_bound",
                    "The access token is not DPoP-bound");
            refusesTheToken(
                    dpop(token().boundTo(ClientKey.es256()).serialize()).get("/default/orders"),
                    "key_mismatch",
                    "The access token is bound to another key");
            refusesTheInvalidToken(dpop(token().expired()).get("/default/orders"));
        }
    }

    @Nested
    @DisplayName("T-03, L-07: an opaque token, bound as the introspection response says")
    class OpaqueTokens {
        @Test
        @DisplayName("with the DPoP scheme and a proof")
        void letsBoundTokensIn() {
            letsIn(dpop(token().opaque()).get("/default/orders"), "alice@example.com");
            letsIn(dpop(token().opaque()).get("/default/required"), "required");
        }

        @Test
        @DisplayName("T-08: it is no Bearer token")
        void refusesABoundTokenAsBearer() {
            for (String path : List.of("/default/orders", "/default/optional", "/default/public")) {
                refusesTheBearerToken(bearer("opaque-bound-elsewhere").get(path), "bound_token_as_bearer", BOUND);
            }
            refusesTheToken(bearer("opaque-bound-elsewhere").get("/default/required"), "bound_token_as_bearer", BOUND);
        }

        @Test
        @DisplayName("T-10: and good for its own key only")
        void refusesAnotherKey() {
            refusesTheToken(
                    dpop("opaque-bound-elsewhere").get("/default/orders"),
                    "key_mismatch",
                    "The access token is bound to another key");
        }

        @Test
        @DisplayName("DM-04, DM-09: unbound, it is a Bearer token and nothing else")
        void knowsUnboundTokens() {
            letsIn(bearer("opaque").get("/default/orders"), "alice");
            refusesTheToken(
                    dpop("opaque").get("/default/orders"), "token_not_bound", "The access token is not DPoP-bound");
        }

        @Test
        @DisplayName("T-03: token_type contradicts cnf")
        void refusesAContradiction() {
            TestToken contradicting = token().claim("token_type", "Bearer").opaque();
            refusesTheToken(
                    dpop(contradicting).get("/default/orders"),
                    "confirmation_malformed",
                    "The confirmation claim of the access token is malformed");
            letsIn(dpop(token().claim("token_type", "DPoP").opaque()).get("/default/orders"), "alice@example.com");
        }

        @Test
        @DisplayName("L-07: UserInfo proves no token unbound")
        void refusesTokensThatOnlyUserInfoKnows() {
            refusesTheBearerToken(bearer("opaque").get("/user-info/orders"), "confirmation_unknown", UNKNOWN);
            refusesTheToken(dpop("opaque").get("/user-info/orders"), "confirmation_unknown", UNKNOWN);
        }

        @Test
        @DisplayName("beside a JWT, UserInfo is for the application")
        void takesUserInfo() {
            letsIn(bearer(token().serialize()).get("/user-info/orders"), "alice@example.com");
            letsIn(dpop(token()).get("/user-info/orders"), "alice@example.com");
        }
    }

    @Nested
    @DisplayName("T-01, T-03: a JWT that was introspected is bound when its text or the response says so")
    class IntrospectedTokens {
        @Test
        void isBoundByTheResponse() {
            TestToken bound = token().subject("bound-elsewhere");
            refusesTheBearerToken(
                    bearer(bound.serialize()).get("/introspection/orders"), "bound_token_as_bearer", BOUND);
            refusesTheToken(
                    dpop(bound.serialize()).get("/introspection/orders"),
                    "key_mismatch",
                    "The access token is bound to another key");
        }

        @Test
        void isBoundByBoth() {
            letsIn(dpop(token()).get("/introspection/required"), "required");
            refusesTheBearerToken(
                    bearer(token().boundTo(KEY).serialize()).get("/introspection/orders"),
                    "bound_token_as_bearer",
                    BOUND);
        }

        @Test
        void isUnbound() {
            letsIn(bearer(token().serialize()).get("/introspection/orders"), "alice@example.com");
        }

        @Test
        @DisplayName("and unusable when they contradict each other")
        void refusesAContradiction() {
            TestToken doublyBound = token().subject("bound-elsewhere");
            refusesTheToken(
                    dpop(doublyBound).get("/introspection/orders"),
                    "confirmation_malformed",
                    "The confirmation claim of the access token is malformed");
        }
    }

    @Nested
    @DisplayName("an introspection endpoint that does not work lets nobody in")
    class WithoutIntrospection {
        @Test
        @DisplayName("K9: and is no failure of ours")
        void refuses() {
            for (String path : List.of("/down/", "/nonsense/")) {
                for (String endpoint : List.of("orders", "required", "public")) {
                    for (TestToken token : List.of(token().opaque(), token())) {
                        assertIsRefused(dpop(token).get(path + endpoint), path);
                        assertIsRefused(bearer(token.serialize()).get(path + endpoint), path);
                    }
                }
            }
        }

        private void assertIsRefused(Response answer, String path) {
            assertEquals(401, answer.statusCode(), path);
            assertFalse(challenges(answer).isEmpty(), path);
        }
    }

    @Nested
    @DisplayName("K9: what is hardly a token is refused as one that is not good")
    class OddTokens {
        @Test
        void refuses() {
            for (String token : List.of(".", "..", "....", "a", "a..b", "..a", ".a.", "a.b.c", "a.b.c.d.e", "a..b.c")) {
                for (String path : List.of("/default/required", "/introspection/required", "/public-key/required")) {
                    refusesTheInvalidToken(dpop(token).get(path));
                    assertEquals(401, bearer(token).get(path).statusCode(), token);
                }
            }
        }
    }

    @Nested
    @DisplayName("the tenant that OIDC chooses for a Bearer token validates the DPoP token, too")
    class SeveralTenants {
        @Test
        void byPath() {
            assertTenant("public-key", "/public-key/tenant", token());
            assertTenant("introspection", "/introspection/tenant", token());
            assertTenant("Default", "/default/tenant", token());
        }

        @Test
        @DisplayName("by annotation, with lazy authentication see LazyTenantsTest")
        void byIssuer() {
            assertTenant("by-issuer", "/default/tenant", token().issuer("https://tenants.example"));
        }

        @Test
        void byTheApplicationsResolver() {
            letsIn(dpop(token()).header("X-Tenant", "public-key").get("/default/tenant"), "public-key");
            letsIn(bearer(token().serialize()).header("X-Tenant", "public-key").get("/default/tenant"), "public-key");
        }

        private void assertTenant(String tenant, String path, TestToken token) {
            letsIn(dpop(token).get(path), tenant);
            letsIn(bearer(token.serialize()).get(path), tenant);
        }

        @Test
        @DisplayName("T-05: with all that it demands of a token")
        void withRequiredClaims() {
            letsIn(dpop(token().claim("department", "sales")).get("/claims/required"), "required");
            refusesTheInvalidToken(dpop(token()).get("/claims/required"));
            refusesTheInvalidToken(dpop(token().signedByStranger()).get("/public-key/required"));
        }

        @Test
        @DisplayName("one that comes with a request and has OIDC check proofs lets no DPoP token in")
        void refusesTheDPoPSchemeOfADynamicTenant() {
            refusesTheInvalidToken(dpop(token()).get("/dynamic-dpop/required"));
            refusesTheInvalidToken(dpop(token()).get("/dynamic-dpop/orders"));
        }
    }

    @Nested
    @DisplayName("T-12, L-01: a certificate that the token is bound to as well")
    class Certificates {
        private static final String UNSUPPORTED = "The confirmation method of the access token is not supported";

        private TestToken alsoBoundToACertificate() {
            return token().confirmation(Map.of("jkt", KEY.jkt(), "x5t#S256", "A".repeat(43)));
        }

        @Test
        @DisplayName("is refused where OIDC does not verify it")
        void isRefused() {
            refusesTheToken(
                    dpop(alsoBoundToACertificate().serialize()).get("/default/orders"),
                    "confirmation_unsupported",
                    UNSUPPORTED);
            refusesTheToken(
                    dpop(alsoBoundToACertificate().opaque().serialize()).get("/default/orders"),
                    "confirmation_unsupported",
                    UNSUPPORTED);
        }

        @Test
        @DisplayName("and without a certificate where OIDC does")
        void isVerified() {
            refusesTheInvalidToken(dpop(alsoBoundToACertificate().serialize()).get("/certificate/orders"));
            refusesTheInvalidToken(dpop(token()).get("/certificate/orders"));
        }
    }
}
