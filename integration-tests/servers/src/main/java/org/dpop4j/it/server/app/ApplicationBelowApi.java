package org.dpop4j.it.server.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** Not at the root of its WAR. */
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT")
public class ApplicationBelowApi extends Application {}
