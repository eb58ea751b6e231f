package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AnonymousAuthenticationRequest;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.http.Authorization;
import org.dpop4j.server.Caller;
import org.dpop4j.server.Challenge;
import org.dpop4j.server.DPoPExchange;
import org.jboss.logging.Logger;

/**
 * Takes the access token out of the {@code DPoP} scheme and has it validated by whoever validates Bearer tokens here. That
 * the token is bound and the proof is good is found out by {@link DPoPIdentityAugmentor}, which sees this identity like
 * every other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1">RFC 9449 section 7.1</a>
 */
@Singleton
public class DPoPAuthenticationMechanism implements HttpAuthenticationMechanism {
    /** Before the JWT mechanism, which would take a DPoP token where {@code smallrye.jwt.token.schemes} names DPoP. */
    static final int PRIORITY = DEFAULT_PRIORITY + 1000;

    /** Where Quarkus keeps the mechanisms that the endpoint or its path has chosen. */
    private static final String SELECTED =
            "io.quarkus.vertx.http.runtime.security.HttpAuthenticator#selected-auth-mechanism-instances";

    private static final Logger LOG = Logger.getLogger("org.dpop4j");

    private final DPoPServer server;
    private final TokenValidator validator;

    DPoPAuthenticationMechanism(DPoPServer server, TokenValidator validator) {
        this.server = server;
        this.validator = validator;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviderManager) {
        DPoPCall call = server.of(context);
        Optional<AuthenticationFailedException> fault = call.screen();
        if (fault.isPresent()) {
            return Uni.createFrom().failure(fault.get());
        }
        boolean isOnlyOneAsked = isOnlyOneAsked(context);
        if (isOnlyOneAsked) {
            call.demand(EndpointPolicy.REQUIRED);
        }
        if (call.exchange().authorization() instanceof Authorization.DPoP dpop) {
            // Asks this mechanism for the challenge when the token turns out to be invalid.
            context.put(HttpAuthenticationMechanism.class.getName(), this);
            return validator
                    .validate(dpop.token(), context, identityProviderManager)
                    .onItem()
                    .invoke(() -> requireProof(call))
                    .onFailure()
                    .invoke(() -> LOG.debugf(
                            "%s refused the access token of the DPoP scheme, or what came of it was refused: %s",
                            validator.name(),
                            call.exchange()
                                    .rejection()
                                    .orElse(Rejection.TOKEN_INVALID)
                                    .code()));
        }
        if (call.exchange().authorization() instanceof Authorization.Bearer bearer
                && bearer.token().chars().allMatch(letter -> letter == '.')) {
            // Quarkus OIDC would respond 500.
            context.put(HttpAuthenticationMechanism.class.getName(), this);
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        if (isOnlyOneAsked && call.exchange().hasToken()) {
            // Nobody else is going to look at the token.
            return Uni.createFrom().item(() -> {
                call.admit(new Caller.TokenHolder(call.exchange().sentToken().orElseThrow()));
                return null;
            });
        }
        if (call.exchange().isDPoPRequired()) {
            return withoutSession(call, identityProviderManager);
        }
        return Uni.createFrom().nullItem();
    }

    /** Where {@code auth-mechanism=DPoP} or {@code @HttpAuthenticationMechanism("DPoP")} keeps all others out. */
    private boolean isOnlyOneAsked(RoutingContext context) {
        return List.of(this).equals(context.get(SELECTED));
    }

    /** A login session counts for nothing where DPoP is demanded, and its end is no reason to send anybody to the login. */
    private Uni<SecurityIdentity> withoutSession(DPoPCall call, IdentityProviderManager providers) {
        RoutingContext context = call.context();
        boolean isAnnotated = call.exchange().isDPoPRequiredHere();
        return validator
                .expectsSession(context)
                .chain(expected -> expected && (isAnnotated || !validator.endsLoginOrSession(context))
                        ? providers.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                                new AnonymousAuthenticationRequest(), context))
                        : Uni.createFrom().nullItem());
    }

    /** An identity provider of the application may have made an identity in which the augmentor found no token. */
    private static void requireProof(DPoPCall call) {
        if (call.proof().isEmpty()) {
            call.refuse(Rejection.TOKEN_NOT_BOUND);
        }
    }

    /**
     * Status and first challenge; {@link DPoPCall} completes the header fields. Whom nothing was asked of but to be somebody
     * may log in where there is a login: then the mechanism for that is asked.
     */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        DPoPExchange exchange = server.of(context).exchange();
        boolean mayLogIn = !exchange.hasToken() && exchange.rejection().isEmpty() && !exchange.isDPoPRequired();
        return mayLogIn
                ? validator
                        .expectsSession(context)
                        .chain(expected -> expected
                                ? Uni.createFrom().nullItem()
                                : Uni.createFrom().item(() -> challenge(exchange)))
                : Uni.createFrom().item(challenge(exchange));
    }

    private static ChallengeData challenge(DPoPExchange exchange) {
        Challenge challenge = exchange.rejection().isPresent()
                ? exchange.challenge()
                : exchange.challengeFor(401).orElseThrow();
        Map<CharSequence, String> headers = new HashMap<>();
        if (!challenge.wwwAuthenticate().isEmpty()) {
            headers.put("WWW-Authenticate", challenge.wwwAuthenticate().get(0));
        }
        challenge.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", seconds));
        return new ChallengeData(challenge.status(), headers);
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
