package org.dpop4j.it.server.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.contract.app.CallerReport;

/** Endpoints of which only the match can tell what they demand: neither method and path nor a declared type does. */
@Path("/undeclared")
@RequestScoped
public class UndeclaredResource {
    @Inject
    CallerReport report;

    @Path("class")
    public Object ofClass() {
        return new OfClass(report);
    }

    @Path("methods")
    public Object ofMethods() {
        return new OfMethods(report);
    }

    @GET
    @Path("negotiated")
    @Produces("text/csv")
    @DPoPRequired
    public String negotiated(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Path("negotiated")
    @Produces(MediaType.TEXT_PLAIN)
    public String open(@Context SecurityContext security) {
        return report.of(security);
    }

    /** The annotation on a sub-resource class. */
    @DPoPRequired
    public static class OfClass {
        private final CallerReport report;

        OfClass(CallerReport report) {
            this.report = report;
        }

        @GET
        @Produces(MediaType.TEXT_PLAIN)
        public String get(@Context SecurityContext security) {
            return report.of(security);
        }
    }

    /** The annotation on methods of a sub-resource class. */
    public static class OfMethods {
        private final CallerReport report;

        OfMethods(CallerReport report) {
            this.report = report;
        }

        @GET
        @Path("required")
        @Produces(MediaType.TEXT_PLAIN)
        @DPoPRequired
        public String required(@Context SecurityContext security) {
            return report.of(security);
        }

        @GET
        @Path("nonce")
        @Produces(MediaType.TEXT_PLAIN)
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce(@Context SecurityContext security) {
            return report.of(security);
        }

        @GET
        @Path("open")
        @Produces(MediaType.TEXT_PLAIN)
        public String open(@Context SecurityContext security) {
            return report.of(security);
        }
    }
}
