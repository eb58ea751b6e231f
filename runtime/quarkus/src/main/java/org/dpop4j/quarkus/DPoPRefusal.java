package org.dpop4j.quarkus;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.dpop4j.Rejection;
import org.jboss.logging.Logger;

/** Turns a rejection into the failure that makes Quarkus refuse a request, and tells those who want to know. */
@Singleton
public class DPoPRefusal {
    private static final Logger LOG = Logger.getLogger("org.dpop4j");

    private final Instance<DPoPAuthenticationMechanism> mechanism;
    private final DPoPEvents events;

    DPoPRefusal(Instance<DPoPAuthenticationMechanism> mechanism, DPoPEvents events) {
        this.mechanism = mechanism;
        this.events = events;
    }

    /** To be thrown. The exchange of the request has recorded the reason already. */
    AuthenticationFailedException of(RoutingContext context, Rejection reason) {
        LOG.debugf("Request refused: %s", reason.code());
        events.rejected(context, reason);
        // Whichever mechanism authenticated, this one knows what to answer.
        context.put(HttpAuthenticationMechanism.class.getName(), mechanism.get());
        return new AuthenticationFailedException(reason.code());
    }
}
