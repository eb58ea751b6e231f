package org.dpop4j.quarkus;

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

    private final DPoPExchanges exchanges;
    private final DPoPRefusal refusal;
    private final DPoPJudge judge;
    private final TokenSchemeOwner owner;

    DPoPAuthenticationMechanism(
            DPoPExchanges exchanges, DPoPRefusal refusal, DPoPJudge judge, ApplicationTraits traits) {
        this.exchanges = exchanges;
        this.refusal = refusal;
        this.judge = judge;
        this.owner = traits.tokenSchemeOwner();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviderManager) {
        DPoPExchange exchange = exchanges.of(context);
        Optional<Rejection> fault = exchange.screen();
        if (fault.isPresent()) {
            return Uni.createFrom().failure(refusal.of(context, fault.get()));
        }
        if (owner == TokenSchemeOwner.MICROPROFILE_JWT && exchange.authorization() instanceof Authorization.DPoP dpop) {
            // Asks this mechanism for the challenge when the token turns out to be invalid.
            context.put(HttpAuthenticationMechanism.class.getName(), this);
            return identityProviderManager
                    .authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                            new TokenAuthenticationRequest(new JsonWebTokenCredential(dpop.token())), context))
                    .onItem()
                    .invoke(() -> requireProof(context, exchange));
        }
        return Uni.createFrom().nullItem();
    }

    /** An identity provider of the application may have made an identity in which the augmentor found no token. */
    private void requireProof(RoutingContext context, DPoPExchange exchange) {
        if (exchange.proof().isEmpty()) {
            throw judge.reject(context, Rejection.TOKEN_NOT_BOUND);
        }
    }

    /** Status and first challenge; {@link DPoPAnswer} completes the header fields. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        DPoPExchange exchange = exchanges.of(context);
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
