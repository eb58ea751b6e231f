package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application validates tokens by itself, JWTs and others, out of several carriers, and keeps them or not. */
@DisplayName("T-01, T-14, T-19, L-07: no carrier and no identity hides a token")
class TokenCarriersTest {
    private static final String NOT_AS_BEARER = "The access token is DPoP-bound and needs the DPoP scheme";
    private static final String UNKNOWN = "The resource server cannot tell whether the access token is DPoP-bound";

    private static final List<Function<String, RequestSpecification>> CARRIERS = List.of(
            token -> Callers.anonymous().auth().oauth2(token),
            token -> Callers.anonymous().cookie("access_token", token),
            token -> Callers.anonymous().queryParam("access_token", token));

    /** What the application makes of the token. */
    private static final List<String> KINDS = List.of("kept", "dropped", "wrapped");

    private static final List<String> PATHS = List.of("/account", "/plain");

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(
                    Accounts.class, Wrapped.class, Query.class, Account.class, Plain.class)
            .overrideConfigKey("quarkus.http.auth.permission.plain.paths", "/plain")
            .overrideConfigKey("quarkus.http.auth.permission.plain.policy", "authenticated")
            .overrideConfigKey("mp.jwt.token.header", "Cookie")
            .overrideConfigKey("mp.jwt.token.cookie", "access_token")
            .overrideConfigKey("smallrye.jwt.always-check-authorization", "true");

    /** A credential of which nobody but the application knows that it is a token. */
    public record Wrapped(String value) implements Credential {}

    @ApplicationScoped
    public static class Accounts implements IdentityProvider<TokenAuthenticationRequest> {
        @Inject
        JWTParser parser;

        @Override
        public int priority() {
            return 5000;
        }

        @Override
        public Class<TokenAuthenticationRequest> getRequestType() {
            return TokenAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            String token = request.getToken().getToken();
            try {
                String kind = token.startsWith("opaque-")
                        ? token.substring("opaque-".length())
                        : parser.parse(token).getGroups().iterator().next();
                QuarkusSecurityIdentity.Builder identity =
                        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("alice"));
                switch (kind) {
                    case "kept" -> identity.addCredential(request.getToken());
                    case "wrapped" -> identity.addCredential(new Wrapped(token));
                    default -> {}
                }
                return Uni.createFrom().item(identity.build());
            } catch (ParseException e) {
                return Uni.createFrom().failure(new AuthenticationFailedException(e));
            }
        }
    }

    @ApplicationScoped
    public static class Query implements HttpAuthenticationMechanism {
        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            String token = context.request().getParam("access_token");
            return token == null
                    ? Uni.createFrom().nullItem()
                    : manager.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                            new TokenAuthenticationRequest(new TokenCredential(token, "bearer")), context));
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of(TokenAuthenticationRequest.class);
        }
    }

    @Path("account")
    public static class Account {
        @GET
        @Authenticated
        public String get() {
            return "in";
        }
    }

    public static class Plain {
        void route(@Observes Router router) {
            router.get("/plain").handler(context -> context.end("in"));
        }
    }

    /** The response of each path to a token of each kind in each carrier. */
    private static List<Response> send(UnaryOperator<String> tokenOfKind) {
        List<Response> responses = new ArrayList<>();
        for (Function<String, RequestSpecification> carrier : CARRIERS) {
            for (String kind : KINDS) {
                for (String path : PATHS) {
                    responses.add(carrier.apply(tokenOfKind.apply(kind)).get(path));
                }
            }
        }
        return responses;
    }

    @Test
    void letsUnboundTokensIn() {
        for (Response response : send(Callers::unboundToken)) {
            Answers.letsIn(response, "in");
        }
    }

    @Test
    @DisplayName("DM-06, DM-20: a bound token needs its proof")
    void refusesBoundTokens() {
        for (Response response : send(Callers::boundToken)) {
            Answers.refusesTheBearerToken(response, NOT_AS_BEARER);
        }
    }

    @Test
    @DisplayName("a token that only its issuer can read may be bound")
    void refusesOpaqueTokens() {
        for (Response response : send(kind -> "opaque-" + kind)) {
            Answers.refusesTheBearerToken(response, UNKNOWN);
        }
    }

    @Test
    @DisplayName("DM-09, DM-10, DM-16: the DPoP scheme needs a bound token and its proof")
    void letsInWhoeverProvesItsKey() {
        for (String kind : KINDS) {
            for (String path : PATHS) {
                Answers.letsIn(Callers.dpop(kind).get(path), "in");
                Answers.refusesTheProof(Callers.dpopWithoutProof(kind).get(path), "The DPoP proof is missing");
                Answers.refusesTheToken(Callers.unboundAsDPoP(kind).get(path), "The access token is not DPoP-bound");
            }
        }
    }
}
