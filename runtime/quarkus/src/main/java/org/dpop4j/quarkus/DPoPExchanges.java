package org.dpop4j.quarkus;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.ResourceRequest;
import org.dpop4j.server.ResourceServer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link DPoPExchange} of each request in its routing context, where no client can reach it. */
@ApplicationScoped
public class DPoPExchanges {
    private static final String KEY = DPoPExchange.class.getName();

    private final ResourceServer resourceServer;
    private final EndpointLookup endpoints;
    private final DPoPAnswer answer;
    private final boolean demandsNonceSomewhere;
    private final boolean forwardingIsTrusted;

    DPoPExchanges(
            ResourceServer resourceServer,
            EndpointLookup endpoints,
            DPoPAnswer answer,
            ApplicationTraits traits,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwardingIsTrusted) {
        this.resourceServer = resourceServer;
        this.endpoints = endpoints;
        this.answer = answer;
        this.demandsNonceSomewhere = traits.demandsNonceSomewhere();
        this.forwardingIsTrusted = forwardingIsTrusted;
    }

    /** The exchange of a request, begun when first asked for. */
    public DPoPExchange of(RoutingContext context) {
        DPoPExchange exchange = context.get(KEY);
        if (exchange == null) {
            exchange = resourceServer.open(request(context.request()));
            context.put(KEY, exchange);
            exchange.foretellNonce(follow(context, exchange)
                    .nonceDemand(resourceServer.settings().nonceMode(), demandsNonceSomewhere));
        }
        return exchange;
    }

    /** For every pass through the routes: a rerouted request has a new path, and Vert.x has forgotten its handlers. */
    void enter(RoutingContext context) {
        DPoPExchange exchange = context.get(KEY);
        if (exchange == null) {
            of(context);
        } else {
            follow(context, exchange);
        }
    }

    private ExpectedEndpoint follow(RoutingContext context, DPoPExchange exchange) {
        ExpectedEndpoint foretold = endpoints.policyOf(context);
        exchange.demand(foretold.policy());
        answer.completeHeadersOf(context, exchange);
        return foretold;
    }

    private ResourceRequest request(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return new ResourceRequest(
                request.method().name(),
                String.valueOf(request.scheme()),
                authority(request),
                forwardingIsTrusted ? List.of() : headers.getAll(HttpHeaderNames.HOST),
                request.uri(),
                headers.getAll(HttpHeaderNames.AUTHORIZATION),
                headers.getAll("DPoP"));
    }

    /**
     * {@code :authority}, or what a trusted proxy forwarded: Quarkus has put it in the place of the request's own. With
     * HTTP/1 the Host lines speak for themselves.
     */
    private @Nullable String authority(HttpServerRequest request) {
        if (!forwardingIsTrusted && request.version() != HttpVersion.HTTP_2) {
            return null;
        }
        HostAndPort authority = request.authority();
        return authority == null || authority.host().isEmpty() ? null : authority.toString();
    }
}
