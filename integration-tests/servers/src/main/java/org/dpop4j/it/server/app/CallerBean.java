package org.dpop4j.it.server.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that knows its caller. */
@Stateless
public class CallerBean {
    @Resource
    SessionContext context;

    @RolesAllowed("user")
    public String forUsers() {
        return caller();
    }

    @RolesAllowed("auditor")
    public String forAuditors() {
        return caller();
    }

    private String caller() {
        return "caller=" + context.getCallerPrincipal().getName() + "\n";
    }
}
