package org.dpop4j.quarkus;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.http.Authorization;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;

/** Decides whether the caller of a matched endpoint may go on, for the handler and the filter alike. */
@ApplicationScoped
public class DPoPEnforcement {
    /**
     * Identity attribute by which a test says that its made-up identity counts as DPoP-verified; looked at only when the
     * application runs under test.
     */
    public static final String TEST_ATTRIBUTE = "org.dpop4j.verified";

    private final DPoPExchanges exchanges;
    private final DPoPJudge judge;
    private final CurrentIdentityAssociation identities;
    private final AuthorizationController authorization;
    private final DPoPMode mode;

    DPoPEnforcement(
            DPoPExchanges exchanges,
            DPoPJudge judge,
            CurrentIdentityAssociation identities,
            AuthorizationController authorization,
            DPoPSettings settings) {
        this.exchanges = exchanges;
        this.judge = judge;
        this.identities = identities;
        this.authorization = authorization;
        this.mode = settings.mode();
    }

    /** Whether there is nothing to ask: the proof was verified, or authorization is switched off for a test. */
    boolean isSettled(RoutingContext context) {
        return exchanges.of(context).isSettled() || !authorization.isAuthorizationEnabled();
    }

    /** Tells of an endpoint that was not known, perhaps, when the proof was verified. */
    void matched(RoutingContext context, EndpointPolicy policy) {
        if (policy == EndpointPolicy.REQUIRED_WITH_NONCE) {
            exchanges.of(context).requireNonce();
        }
    }

    /**
     * For endpoints that demand something of their callers.
     *
     * @return completes with the identity of a caller who may go on; fails with what Quarkus answers 401 otherwise
     */
    Uni<SecurityIdentity> enforce(RoutingContext context, EndpointPolicy policy) {
        DPoPExchange exchange = exchanges.of(context);
        boolean required = policy.demandsDPoP(mode);
        exchange.requireDPoP(required);
        if (exchange.proof().isPresent()) {
            return settle(context, exchange);
        }
        return identities.getDeferredIdentity().onItem().transformToUni(identity -> {
            if (exchange.isSettled() || isVerifiedByTest(identity)) {
                return Uni.createFrom().item(identity);
            }
            if (identity.isAnonymous()) {
                // With required mode alone, whether a caller is needed is the business of the endpoint's other rules.
                return policy.isRequired()
                        ? Uni.createFrom().failure(new UnauthorizedException())
                        : Uni.createFrom().item(identity);
            }
            if (required) {
                boolean hasToken =
                        CallerTokens.of(identity, exchange.authorization()).isPresent();
                return Uni.createFrom()
                        .failure(judge.reject(
                                context, hasToken ? Rejection.DPOP_REQUIRED : Rejection.CREDENTIALS_MISSING));
            }
            return judgeLate(context, exchange, identity);
        });
    }

    /** For every endpoint: a token that was sent is judged, even where nobody asked for it. */
    Uni<SecurityIdentity> judgeSentToken(RoutingContext context) {
        DPoPExchange exchange = exchanges.of(context);
        if (exchange.proof().isPresent()) {
            return settle(context, exchange);
        }
        return identities
                .getDeferredIdentity()
                .onItem()
                .transformToUni(identity -> judgeLate(context, exchange, identity))
                .onItem()
                .invoke(() -> reportAccepted(context));
    }

    /** For a proof that was verified before it was known that the endpoint demands a nonce. */
    private Uni<SecurityIdentity> settle(RoutingContext context, DPoPExchange exchange) {
        return onWorker(() -> judge.settle(context, exchange)).chain(identities::getDeferredIdentity);
    }

    /** To be called when the endpoint has let the request in, whose proof may be reported only now. */
    void reportAccepted(RoutingContext context) {
        judge.reportAccepted(context);
    }

    /** Catches a token identity that came around the augmentor, set by the application itself. */
    private Uni<SecurityIdentity> judgeLate(RoutingContext context, DPoPExchange exchange, SecurityIdentity identity) {
        Optional<AuthenticatedToken> token = CallerTokens.of(identity, exchange.authorization());
        if (token.isEmpty()) {
            return Uni.createFrom().item(identity);
        }
        if (exchange.authorization() instanceof Authorization.DPoP) {
            return onWorker(() -> judge.judge(context, exchange, token.get())).replaceWith(identity);
        }
        return Uni.createFrom().item(() -> {
            judge.judge(context, exchange, token.get());
            return identity;
        });
    }

    private static Uni<Void> onWorker(Runnable work) {
        return Uni.createFrom().voidItem().invoke(work).runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    private static boolean isVerifiedByTest(SecurityIdentity identity) {
        return LaunchMode.current() == LaunchMode.TEST && "true".equals(identity.getAttribute(TEST_ATTRIBUTE));
    }
}
