package org.dpop4j.it.server.app;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import java.util.Map;

/** Keeps Jakarta REST from loading filters, which nobody can tell before it runs. */
@ApplicationPath("/without")
public class ApplicationWithoutServices extends Application {
    @Context
    ServletContext context;

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", context.getContextPath().isEmpty());
    }
}
