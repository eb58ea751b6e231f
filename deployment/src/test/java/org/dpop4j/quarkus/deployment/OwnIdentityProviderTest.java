package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application looks its callers up and puts principals of its own; with some it drops the token. */
@DisplayName("T-14, T-19: the token decides, whatever identity the application makes of it")
class OwnIdentityProviderTest {
    private static final String KEEPS_CREDENTIAL = "kept";
    private static final String[] PATHS = {"/account", "/plain"};

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Accounts.class, Account.class, Plain.class)
            .overrideConfigKey("quarkus.http.auth.permission.plain.paths", "/plain")
            .overrideConfigKey("quarkus.http.auth.permission.plain.policy", "authenticated");

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
            try {
                JsonWebToken token = parser.parse(request.getToken().getToken());
                QuarkusSecurityIdentity.Builder identity =
                        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(token.getName()));
                if (token.getGroups().contains(KEEPS_CREDENTIAL)) {
                    identity.addCredential(request.getToken());
                }
                return Uni.createFrom().item(identity.build());
            } catch (ParseException e) {
                return Uni.createFrom().failure(new AuthenticationFailedException(e));
            }
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

    @Test
    void letsInWhoeverProvesItsKey() {
        for (String path : PATHS) {
            Answers.letsIn(Callers.dpop("user").get(path), "in");
            Answers.letsIn(Callers.dpop(KEEPS_CREDENTIAL).get(path), "in");
            Answers.letsIn(Callers.bearer("user").get(path), "in");
            Answers.letsIn(Callers.bearer(KEEPS_CREDENTIAL).get(path), "in");
        }
    }

    @Test
    @DisplayName("DM-06, DM-10: no bound token without its proof")
    void refusesBoundTokensWithoutProof() {
        for (String path : PATHS) {
            for (String group : new String[] {"user", KEEPS_CREDENTIAL}) {
                Answers.refusesTheProof(Callers.dpopWithoutProof(group).get(path), "The DPoP proof is missing");
                Answers.refusesTheBearerToken(
                        Callers.boundAsBearer(group).get(path),
                        "The access token is DPoP-bound and needs the DPoP scheme");
            }
        }
    }

    @Test
    @DisplayName("DM-09: no unbound token in the DPoP scheme")
    void refusesUnboundTokens() {
        for (String path : PATHS) {
            Answers.refusesTheToken(Callers.unboundAsDPoP("user").get(path), "The access token is not DPoP-bound");
            Answers.refusesTheToken(
                    Callers.unboundAsDPoP(KEEPS_CREDENTIAL).get(path), "The access token is not DPoP-bound");
        }
    }
}
