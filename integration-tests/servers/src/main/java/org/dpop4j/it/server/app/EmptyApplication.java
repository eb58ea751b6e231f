package org.dpop4j.it.server.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Leaves it to the server to find resources and providers. */
@ApplicationPath("/")
public class EmptyApplication extends Application {}
