package org.dpop4j.quarkus.runtime.rest;

import io.quarkus.resteasy.reactive.server.runtime.security.EagerSecurityInterceptorHandler;
import java.util.ArrayList;
import java.util.List;
import org.dpop4j.endpoint.EndpointPolicy;
import org.jboss.resteasy.reactive.common.model.ResourceClass;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Puts a {@link DPoPEndpointHandler} in front of the handlers of every endpoint that demands something.
 *
 * <p>One instance per annotated method carries what the annotations say; it was scanned at build time. One global
 * instance reads it and adds the handler, because global customizers come before those of a method, and so before
 * {@code @RolesAllowed}.
 */
public final class DPoPEndpointCustomizer implements HandlerChainCustomizer {
    private EndpointPolicy policy = EndpointPolicy.BY_MODE;
    private boolean global;
    private boolean unannotatedIncluded;

    /** For bytecode recording. */
    public DPoPEndpointCustomizer() {}

    /**
     * The instance that adds the handlers.
     *
     * @param unannotatedIncluded whether endpoints without an annotation demand something, which they do in required mode
     */
    public static DPoPEndpointCustomizer ofAllEndpoints(boolean unannotatedIncluded) {
        DPoPEndpointCustomizer customizer = new DPoPEndpointCustomizer();
        customizer.setGlobal(true);
        customizer.setUnannotatedIncluded(unannotatedIncluded);
        return customizer;
    }

    /** The instance that carries what the annotations of one method say. */
    public static DPoPEndpointCustomizer of(EndpointPolicy policy) {
        DPoPEndpointCustomizer customizer = new DPoPEndpointCustomizer();
        customizer.setPolicy(policy);
        return customizer;
    }

    public EndpointPolicy getPolicy() {
        return policy;
    }

    public void setPolicy(EndpointPolicy policy) {
        this.policy = policy;
    }

    public boolean isGlobal() {
        return global;
    }

    public void setGlobal(boolean global) {
        this.global = global;
    }

    public boolean isUnannotatedIncluded() {
        return unannotatedIncluded;
    }

    public void setUnannotatedIncluded(boolean unannotatedIncluded) {
        this.unannotatedIncluded = unannotatedIncluded;
    }

    @Override
    public List<ServerRestHandler> handlers(
            Phase phase, ResourceClass resourceClass, ServerResourceMethod resourceMethod) {
        if (!global || phase != Phase.AFTER_MATCH) {
            return List.of();
        }
        List<ServerRestHandler> handlers = new ArrayList<>();
        EndpointPolicy annotated = EndpointPolicy.BY_MODE;
        for (HandlerChainCustomizer customizer : resourceMethod.getHandlerChainCustomizers()) {
            if (customizer instanceof DPoPEndpointCustomizer scanned) {
                annotated = scanned.policy;
            } else if (customizer instanceof EagerSecurityInterceptorHandler.Customizer) {
                // Annotations that choose a mechanism or a tenant have to be heard before anybody authenticates. They
                // are heard again in their own place, where the same choice changes nothing.
                handlers.addAll(customizer.handlers(phase, resourceClass, resourceMethod));
            }
        }
        if (annotated == EndpointPolicy.BY_MODE && !unannotatedIncluded) {
            return List.of();
        }
        handlers.add(new DPoPEndpointHandler(annotated));
        return handlers;
    }
}
