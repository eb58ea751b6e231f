package org.dpop4j.quarkus;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.dpop4j.DPoPExchange;
import org.dpop4j.http.Authorization;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Judges the access token of every identity, whoever made it and from whatever carrier: the one place that no
 * authentication in Quarkus can go around.
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
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        RoutingContext routingContext = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return augmentOther(identity, routingContext);
        }
        if (routingContext == null) {
            // A token without a request: there is nothing that a proof could be held against.
            judge.judgeWithoutRequest(token);
            return Uni.createFrom().item(identity);
        }
        DPoPExchange exchange = exchanges.of(routingContext);
        if (exchange.authorization() instanceof Authorization.DPoP) {
            return context.runBlocking(() -> {
                judge.judge(routingContext, exchange, token);
                return identity;
            });
        }
        judge.judge(routingContext, exchange, token);
        return Uni.createFrom().item(identity);
    }

    /** A DPoP token that was not validated as a JWT says nothing about a binding; certificates and passwords may pass. */
    private Uni<SecurityIdentity> augmentOther(SecurityIdentity identity, RoutingContext routingContext) {
        if (routingContext != null
                && identity.getCredential(TokenCredential.class) != null
                && exchanges.of(routingContext).authorization() instanceof Authorization.DPoP) {
            throw judge.notBound(routingContext);
        }
        return Uni.createFrom().item(identity);
    }
}
