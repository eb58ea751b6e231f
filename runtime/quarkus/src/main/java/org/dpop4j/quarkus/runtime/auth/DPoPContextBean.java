package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;

/** The {@link DPoPContext} of the current request. */
@RequestScoped
public class DPoPContextBean implements DPoPContext {
    private final CurrentVertxRequest current;
    private final DPoPServer server;

    DPoPContextBean(CurrentVertxRequest current, DPoPServer server) {
        this.current = current;
        this.server = server;
    }

    @Override
    public Optional<DPoPProof> proof() {
        RoutingContext context = current.getCurrent();
        return context == null ? Optional.empty() : server.of(context).proof();
    }
}
