package org.dpop4j.quarkus.runtime.auth;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationController;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.server.Caller;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.ResourceRequest;
import org.dpop4j.server.ResourceServer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The application's side of every request: opens its {@link DPoPCall}, and has endpoints decide about their callers. */
@ApplicationScoped
public class DPoPServer {
    /**
     * Identity attribute by which a test says that its made-up identity counts as DPoP-verified; looked at only when the
     * application runs under test.
     */
    public static final String TEST_ATTRIBUTE = "org.dpop4j.verified";

    private static final String KEY = DPoPCall.class.getName();

    private final ResourceServer resourceServer;
    private final ExpectedEndpoints endpoints;
    private final CallerTokens callers;
    private final Instance<DPoPAuthenticationMechanism> challenger;
    private final CurrentIdentityAssociation identities;
    private final AuthorizationController authorization;
    private final boolean forwardingIsTrusted;
    private final ResponseDate date = new ResponseDate();

    DPoPServer(
            ResourceServer resourceServer,
            ExpectedEndpoints endpoints,
            CallerTokens callers,
            Instance<DPoPAuthenticationMechanism> challenger,
            CurrentIdentityAssociation identities,
            AuthorizationController authorization,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwardingIsTrusted) {
        this.resourceServer = resourceServer;
        this.endpoints = endpoints;
        this.callers = callers;
        this.challenger = challenger;
        this.identities = identities;
        this.authorization = authorization;
        this.forwardingIsTrusted = forwardingIsTrusted;
    }

    /** The call of a request, opened when first asked for. */
    public DPoPCall of(RoutingContext context) {
        DPoPCall call = context.get(KEY);
        if (call == null) {
            call = open(context);
            completeResponse(context);
        }
        return call;
    }

    private DPoPCall open(RoutingContext context) {
        DPoPExchange exchange =
                resourceServer.open(request(context.request()), endpoints.of(context), () -> pathsOf(context));
        DPoPCall call = new DPoPCall(context, exchange, challenger.get());
        context.put(KEY, call);
        return call;
    }

    /** By which routers match, most of them by the second. */
    private static String[] pathsOf(RoutingContext context) {
        return new String[] {context.request().path(), context.normalizedPath()};
    }

    /** Opens the call once more if Quarkus has put credentials into the header fields that the client sent otherwise. */
    public void reopen(RoutingContext context) {
        DPoPCall before = of(context);
        if (!before.exchange().isOf(request(context.request()))) {
            open(context).exchange().replaces(before.exchange());
        }
    }

    private void completeResponse(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> of(context).completeResponse(date));
    }

    /** For every pass through the routes: a rerouted request has a new path, and Vert.x has forgotten its handlers. */
    public void route(RoutingContext context) {
        DPoPCall call = context.get(KEY);
        if (call == null) {
            of(context);
        } else {
            call.exchange().sentOnTo(endpoints.of(context), pathsOf(context));
            completeResponse(context);
        }
    }

    /** Whether there is nothing to ask: the proof was verified, or authorization is switched off for a test. */
    public boolean isSettled(DPoPCall call) {
        return call.exchange().isSettled() || !authorization.isAuthorizationEnabled();
    }

    /**
     * Enforces what an endpoint demands.
     *
     * @return completes with the identity of a caller who may go on; fails with what Quarkus answers 401 otherwise
     */
    public Uni<SecurityIdentity> enter(DPoPCall call, EndpointPolicy policy) {
        return enforce(call, identities.getDeferredIdentity(), caller -> call.enter(policy, caller));
    }

    /**
     * Enforces what is demanded at a path, whatever serves it, where an annotation does not say otherwise.
     *
     * @return completes when the caller may go on; fails with what Quarkus responds 401 to otherwise
     */
    Uni<SecurityIdentity> enterPath(DPoPCall call, Uni<SecurityIdentity> caller) {
        return enforce(call, caller, call::admit);
    }

    private Uni<SecurityIdentity> enforce(DPoPCall call, Uni<SecurityIdentity> caller, Decision decision) {
        return caller.chain(identity -> call.exchange().isSettled() || isVerifiedByTest(identity)
                ? Uni.createFrom().item(identity)
                : decide(call, identity, callers.shownBy(identity, call.context()), decision));
    }

    /** For every endpoint: a token that was sent is looked at, even where nobody asked for it. */
    public Uni<SecurityIdentity> admitSentToken(DPoPCall call) {
        return identities
                .getDeferredIdentity()
                .chain(identity -> decide(call, identity, callers.callerOf(identity, Map.of(), call), caller -> {
                    if (caller instanceof Caller.TokenHolder || call.proof().isPresent()) {
                        call.admit(caller);
                    }
                    call.exchange().passed();
                }));
    }

    private static Uni<SecurityIdentity> decide(
            DPoPCall call, SecurityIdentity identity, Caller caller, Decision decision) {
        Uni<SecurityIdentity> decided = Uni.createFrom().item(() -> {
            decision.about(caller);
            return identity;
        });
        return call.exchange().mayBlock() ? decided.runSubscriptionOn(Infrastructure.getDefaultExecutor()) : decided;
    }

    @FunctionalInterface
    private interface Decision {
        /** Throws what Quarkus refuses the request for. */
        void about(Caller caller);
    }

    private static boolean isVerifiedByTest(SecurityIdentity identity) {
        return LaunchMode.current() == LaunchMode.TEST && "true".equals(identity.getAttribute(TEST_ATTRIBUTE));
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
