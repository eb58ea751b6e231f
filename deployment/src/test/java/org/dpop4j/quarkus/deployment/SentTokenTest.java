package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestIssuer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application knows callers by an API key, before anybody has looked at Authorization. */
@DisplayName("T-05, P-27: a token that was merely sent beside another credential fulfils no demand")
class SentTokenTest {
    private static final List<String> KEYS = List.of("of-the-mechanism", "of-a-provider");

    @RegisterExtension
    static final QuarkusUnitTest APP =
            Callers.application(ApiKeys.class, ApiKey.class, ApiKeyProvider.class, Orders.class);

    /** A credential of which Quarkus has never heard. */
    public static class ApiKey extends BaseAuthenticationRequest implements AuthenticationRequest {}

    @ApplicationScoped
    public static class ApiKeys implements HttpAuthenticationMechanism {
        @Override
        public int getPriority() {
            return 10_000;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            String key = context.request().getHeader("X-Api-Key");
            if (key == null) {
                return Uni.createFrom().nullItem();
            }
            return key.equals("of-the-mechanism")
                    ? Uni.createFrom().item(partner())
                    : manager.authenticate(HttpSecurityUtils.setRoutingContextAttribute(new ApiKey(), context));
        }

        static SecurityIdentity partner() {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("partner"))
                    .build();
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(ApiKey.class);
        }
    }

    @ApplicationScoped
    public static class ApiKeyProvider implements IdentityProvider<ApiKey> {
        @Override
        public Class<ApiKey> getRequestType() {
            return ApiKey.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(ApiKey request, AuthenticationRequestContext context) {
            return Uni.createFrom().item(ApiKeys.partner());
        }
    }

    @Path("orders")
    public static class Orders {
        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return "in";
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return "in";
        }
    }

    /** Signed by somebody, and bound to a key for which there is a good proof. */
    private static Response withMadeUpToken(String apiKey, String path) {
        ClientKey key = ClientKey.es256();
        String token = TestIssuer.es256().microProfile().boundTo(key).serialize();
        return Callers.anonymous()
                .header("X-Api-Key", apiKey)
                .filter(DPoPFilter.of(key, token).withoutNonces())
                .get(path);
    }

    @Test
    void fulfilsNoDemand() {
        for (String apiKey : KEYS) {
            Response response = withMadeUpToken(apiKey, "/orders/required");
            Assertions.assertEquals(401, response.statusCode(), apiKey);
            Assertions.assertTrue(response.header("WWW-Authenticate").startsWith("DPoP "), apiKey);
        }
    }

    @Test
    @DisplayName("and neither does the API key alone, which opens what demands nothing")
    void apiKeysGoOn() {
        for (String apiKey : KEYS) {
            Callers.anonymous()
                    .header("X-Api-Key", apiKey)
                    .get("/orders/required")
                    .then()
                    .statusCode(401);
            Callers.anonymous()
                    .header("X-Api-Key", apiKey)
                    .get("/orders/optional")
                    .then()
                    .statusCode(200);
        }
    }
}
