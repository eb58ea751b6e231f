package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.dpop4j.Rejection;
import org.dpop4j.server.Caller;
import org.dpop4j.server.ResourceServer;

/**
 * Looks at the access token of every identity that comes out of Quarkus' identity providers, whoever made it and from
 * whatever carrier. Only a mechanism that makes its identity without asking them goes around it.
 *
 * <p>Runs before other augmentors, so that their work is never done for a caller without a proof.
 */
@Singleton
public class DPoPIdentityAugmentor implements SecurityIdentityAugmentor {
    private final DPoPServer server;
    private final CallerTokens callers;
    private final ResourceServer rules;

    DPoPIdentityAugmentor(DPoPServer server, CallerTokens callers, ResourceServer rules) {
        this.server = server;
        this.callers = callers;
        this.rules = rules;
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
            refuseWithoutRequest(identity, attributes);
            return Uni.createFrom().item(identity);
        }
        DPoPCall call = server.of(routingContext);
        Caller caller = callers.callerOf(identity, attributes, call);
        if (call.exchange().isDPoPRequired() && callers.isInSession(identity, routingContext)) {
            call.refuse(Rejection.CREDENTIALS_MISSING);
        }
        if (!(caller instanceof Caller.TokenHolder)) {
            return Uni.createFrom().item(identity);
        }
        if (call.exchange().mayBlock()) {
            return context.runBlocking(() -> {
                call.admit(caller);
                return identity;
            });
        }
        call.admit(caller);
        return Uni.createFrom().item(identity);
    }

    /** A token without a request: there is nothing that a proof could be held against. */
    private void refuseWithoutRequest(SecurityIdentity identity, Map<String, Object> attributes) {
        callers.tokenOf(identity, attributes)
                .flatMap(rules::rejectionWithoutRequest)
                .ifPresent(reason -> {
                    throw new AuthenticationFailedException(reason.code());
                });
    }
}
