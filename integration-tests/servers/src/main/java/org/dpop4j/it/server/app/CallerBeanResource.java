package org.dpop4j.it.server.app;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Calls the enterprise bean for everybody; the bean decides. */
@Path("/bean")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CallerBeanResource {
    @EJB
    CallerBean bean;

    @GET
    @Path("user")
    public Response user() {
        try {
            return Response.ok(bean.forUsers()).build();
        } catch (EJBAccessException e) {
            return refused();
        }
    }

    @GET
    @Path("auditor")
    public Response auditor() {
        try {
            return Response.ok(bean.forAuditors()).build();
        } catch (EJBAccessException e) {
            return refused();
        }
    }

    private static Response refused() {
        return Response.status(409).entity("refused by the bean").build();
    }
}
