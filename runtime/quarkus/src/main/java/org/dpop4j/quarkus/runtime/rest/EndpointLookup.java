package org.dpop4j.quarkus.runtime.rest;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.quarkus.runtime.auth.ExpectedEndpoints;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.MediaTypeMapper;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

/**
 * Tells which endpoint a request is expected to be matched to, for those who have to decide before Quarkus REST has matched:
 * proactive authentication, and whatever refuses a token before our own code sees it.
 *
 * <p>It asks the tables of Quarkus REST itself. For endpoints, {@link DPoPEndpointHandler} enforces after the real match;
 * a custom route that shadows an endpoint is treated as that endpoint. Where nothing is found the mode decides.
 */
@Singleton
public class EndpointLookup implements ExpectedEndpoints {
    private volatile @Nullable RequestMapper<InitialMatch> classes;

    @Override
    public ExpectedEndpoint of(RoutingContext context) {
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        if (deployment == null) {
            return ExpectedEndpoint.BY_MODE;
        }
        RequestMapper<InitialMatch> mapper = classes;
        if (mapper == null) {
            mapper = new RequestMapper<>(deployment.getClassMappers());
            classes = mapper;
        }
        Optional<String> path = RestPath.of(deployment.getPrefix(), context.normalizedPath());
        return path.isEmpty()
                ? ExpectedEndpoint.BY_MODE
                : policyOf(mapper, path.get(), context.request().method().name());
    }

    private static ExpectedEndpoint policyOf(RequestMapper<InitialMatch> mapper, String path, String method) {
        for (RequestMatch<InitialMatch> match = mapper.map(path);
                match != null;
                match = mapper.continueMatching(path, match)) {
            RuntimeResource resource = resourceOf(match, method);
            if (resource != null) {
                ExpectedEndpoint expected = policyOf(resource);
                return isLiteral(resource) ? expected : expected.yielding();
            }
        }
        return ExpectedEndpoint.BY_MODE;
    }

    /** Whether it takes one path only, at which hardly anything else responds. */
    private static boolean isLiteral(RuntimeResource resource) {
        return resource.getHttpMethod() != null && isLiteral(resource.getClassPath()) && isLiteral(resource.getPath());
    }

    private static boolean isLiteral(@Nullable URITemplate template) {
        return template == null || template.template.indexOf('{') < 0;
    }

    private static @Nullable RuntimeResource resourceOf(RequestMatch<InitialMatch> match, String method) {
        if (match.value.handlers.length == 0 || !(match.value.handlers[0] instanceof ClassRoutingHandler routing)) {
            return null;
        }
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        Map<String, RequestMapper<RuntimeResource>> methods = routing.getMappers();
        RuntimeResource resource = resourceOf(methods.get(method), remaining);
        if (resource == null && method.equals(HttpMethod.HEAD)) {
            resource = resourceOf(methods.get(HttpMethod.GET), remaining);
        }
        // Sub-resource locators stand under no method.
        return resource != null ? resource : resourceOf(methods.get(null), remaining);
    }

    private static @Nullable RuntimeResource resourceOf(
            @Nullable RequestMapper<RuntimeResource> mapper, String remaining) {
        RequestMatch<RuntimeResource> match = mapper == null ? null : mapper.map(remaining);
        return match == null ? null : match.value;
    }

    private static ExpectedEndpoint policyOf(RuntimeResource resource) {
        if (resource.getHandlerChain().length == 1 && resource.getHandlerChain()[0] instanceof MediaTypeMapper) {
            // Quarkus REST does not show which methods it will choose from.
            return ExpectedEndpoint.atLeast(EndpointPolicy.OPTIONAL);
        }
        EndpointPolicy policy = EndpointPolicy.BY_MODE;
        for (ServerRestHandler handler : resource.getHandlerChain()) {
            if (handler instanceof DPoPEndpointHandler endpoint) {
                policy = endpoint.policy();
            }
        }
        boolean isLocator = resource.getHttpMethod() == null;
        return isLocator ? ExpectedEndpoint.atLeast(policy) : ExpectedEndpoint.known(policy);
    }
}
