package org.dpop4j.quarkus;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.http.Authorization;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.DPoPExchange;

/**
 * Judges the access token of every identity that comes out of Quarkus' identity providers, whoever made it and from
 * whatever carrier. Only a mechanism that makes its identity without asking them goes around it.
 *
 * <p>Runs before other augmentors, so that their work is never done for a caller without a proof.
 */
@Singleton
public class DPoPIdentityAugmentor implements SecurityIdentityAugmentor {
    private final DPoPExchanges exchanges;
    private final DPoPJudge judge;

    DPoPIdentityAugmentor(DPoPExchanges exchanges, DPoPJudge judge) {
        this.exchanges = exchanges;
        this.judge = judge;
    }

    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext routingContext = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (routingContext == null) {
            // A token without a request: there is nothing that a proof could be held against.
            CallerTokens.of(identity, attributes, new Authorization.None()).ifPresent(judge::judgeWithoutRequest);
            return Uni.createFrom().item(identity);
        }
        DPoPExchange exchange = exchanges.of(routingContext);
        Optional<AuthenticatedToken> token = CallerTokens.of(identity, attributes, exchange.authorization());
        if (token.isEmpty()) {
            return Uni.createFrom().item(identity);
        }
        if (exchange.authorization() instanceof Authorization.DPoP) {
            return context.runBlocking(() -> {
                judge.judge(routingContext, exchange, token.get());
                return identity;
            });
        }
        judge.judge(routingContext, exchange, token.get());
        return Uni.createFrom().item(identity);
    }
}
