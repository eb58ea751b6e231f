package org.dpop4j.it.server.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** Leaves it to the server to find resources and providers. */
@ApplicationPath("/")
@LoginConfig(authMethod = "MP-JWT")
public class EmptyApplication extends Application {}
