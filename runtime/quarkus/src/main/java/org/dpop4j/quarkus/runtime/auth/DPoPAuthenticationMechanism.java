package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization;
import org.dpop4j.quarkus.runtime.config.BuildFacts;
import org.dpop4j.quarkus.runtime.config.TokenSchemeOwner;
import org.dpop4j.server.Challenge;
import org.dpop4j.server.DPoPExchange;

/**
 * Takes the access token out of the {@code DPoP} scheme and has SmallRye JWT validate it. That the token is bound and
 * the proof is good is found out by {@link DPoPIdentityAugmentor}, which sees this identity like every other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1">RFC 9449 section 7.1</a>
 */
@Singleton
public class DPoPAuthenticationMechanism implements HttpAuthenticationMechanism {
    /** Before the JWT mechanism, which would take a DPoP token where {@code smallrye.jwt.token.schemes} names DPoP. */
    static final int PRIORITY = DEFAULT_PRIORITY + 1000;

    private final DPoPServer server;
    private final TokenSchemeOwner owner;

    DPoPAuthenticationMechanism(DPoPServer server, BuildFacts facts) {
        this.server = server;
        this.owner = facts.tokenSchemeOwner();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviderManager) {
        DPoPCall call = server.of(context);
        Optional<AuthenticationFailedException> fault = call.screen();
        if (fault.isPresent()) {
            return Uni.createFrom().failure(fault.get());
        }
        if (owner == TokenSchemeOwner.MICROPROFILE_JWT
                && call.exchange().authorization() instanceof Authorization.DPoP dpop) {
            // Asks this mechanism for the challenge when the token turns out to be invalid.
            context.put(HttpAuthenticationMechanism.class.getName(), this);
            return identityProviderManager
                    .authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                            new TokenAuthenticationRequest(new JsonWebTokenCredential(dpop.token())), context))
                    .onItem()
                    .invoke(() -> requireProof(call));
        }
        return Uni.createFrom().nullItem();
    }

    /** An identity provider of the application may have made an identity in which the augmentor found no token. */
    private static void requireProof(DPoPCall call) {
        if (call.proof().isEmpty()) {
            call.refuse(Rejection.TOKEN_NOT_BOUND);
        }
    }

    /** Status and first challenge; {@link DPoPCall} completes the header fields. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        DPoPExchange exchange = server.of(context).exchange();
        Challenge challenge = exchange.rejection().isPresent()
                ? exchange.challenge()
                : exchange.challengeFor(401).orElseThrow();
        Map<CharSequence, String> headers = new HashMap<>();
        if (!challenge.wwwAuthenticate().isEmpty()) {
            headers.put("WWW-Authenticate", challenge.wwwAuthenticate().get(0));
        }
        challenge.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", seconds));
        return Uni.createFrom().item(new ChallengeData(challenge.status(), headers));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "DPoP"));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
