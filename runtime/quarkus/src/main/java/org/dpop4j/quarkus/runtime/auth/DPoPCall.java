package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.proof.Outcome;
import org.dpop4j.server.Caller;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.ResponseHeaders;

/**
 * One request on its way through Quarkus: hands it to its {@link DPoPExchange}, and turns a refusal into the failure that
 * Quarkus understands. Kept in the routing context, where no client can reach it.
 *
 * <p><b>Threading:</b> safe for the threads that one request may use.
 */
public final class DPoPCall {
    private final RoutingContext context;
    private final DPoPExchange exchange;
    private final HttpAuthenticationMechanism challenger;

    /** @param challenger knows the challenge of a refused request, whichever mechanism has authenticated it */
    DPoPCall(RoutingContext context, DPoPExchange exchange, HttpAuthenticationMechanism challenger) {
        this.context = context;
        this.exchange = exchange;
        this.challenger = challenger;
    }

    /** Holds what is known of the request. */
    public DPoPExchange exchange() {
        return exchange;
    }

    RoutingContext context() {
        return context;
    }

    Optional<DPoPProof> proof() {
        return exchange.proof();
    }

    /** Tells what the endpoint demands that the request was matched to. */
    public void demand(EndpointPolicy policy) {
        exchange.demand(policy);
    }

    /** What the request fails with for a fault that needs no token to be found. */
    Optional<AuthenticationFailedException> screen() {
        return exchange.screen().map(this::failure);
    }

    /**
     * Decides about a caller before the endpoint is known for sure.
     *
     * @throws AuthenticationFailedException when the request is refused
     */
    void admit(Caller caller) {
        if (exchange.admit(caller) instanceof Outcome.Rejected rejected) {
            throw failure(rejected.reason());
        }
        if (!exchange.mayNeedNonce()) {
            exchange.passed();
        }
    }

    /**
     * Decides about a caller by what the endpoint demands.
     *
     * @throws AuthenticationFailedException when the request is refused
     * @throws UnauthorizedException when nobody came, where somebody has to
     */
    void enter(EndpointPolicy policy, Caller caller) {
        if (exchange.enter(policy, caller) instanceof Outcome.Rejected rejected) {
            boolean isMissing = caller instanceof Caller.Nobody && rejected.reason() == Rejection.CREDENTIALS_MISSING;
            throw isMissing ? new UnauthorizedException() : failure(rejected.reason());
        }
    }

    /** @throws AuthenticationFailedException always */
    void refuse(Rejection reason) {
        exchange.refuse(reason);
        throw failure(reason);
    }

    private AuthenticationFailedException failure(Rejection reason) {
        context.put(HttpAuthenticationMechanism.class.getName(), challenger);
        return new AuthenticationFailedException(reason.code());
    }

    /** Completes the header fields of the response just before they are sent, whoever has made it. */
    void completeResponse(ResponseDate date) {
        MultiMap headers = context.response().headers();
        int status = context.response().getStatusCode();
        exchange.respond(status, new Headers(headers));
        exchange.finished(status);
        if (!headers.contains("Date")) {
            headers.set("Date", date.value());
        }
    }

    private record Headers(MultiMap headers) implements ResponseHeaders {
        @Override
        public List<String> get(String name) {
            return headers.getAll(name);
        }

        @Override
        public void set(String name, List<String> values) {
            headers.remove(name);
            if (!values.isEmpty()) {
                headers.set(name, values);
            }
        }
    }
}
