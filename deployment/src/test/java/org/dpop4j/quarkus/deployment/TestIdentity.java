package org.dpop4j.quarkus.deployment;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.dpop4j.DPoPRequired;

/** An application with a made-up identity, as {@code @TestSecurity} makes them. */
public final class TestIdentity {
    private TestIdentity() {}

    @ApplicationScoped
    public static class MadeUp implements HttpAuthenticationMechanism {
        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            String verified = context.request().getHeader("X-Verified");
            if (verified == null) {
                return Uni.createFrom().nullItem();
            }
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal("bob"))
                            .addAttribute("org.dpop4j.verified", verified)
                            .build());
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }
    }

    @Path("required")
    @DPoPRequired
    public static class Required {
        @GET
        public String get() {
            return "required";
        }
    }
}
