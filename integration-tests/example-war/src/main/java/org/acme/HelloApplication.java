package org.acme;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The endpoints are at the root of the WAR. */
@ApplicationPath("/")
public class HelloApplication extends Application {}
