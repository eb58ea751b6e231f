package org.dpop4j.it.server.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.dpop4j.DPoPRequired;

/** An annotation where it protects nothing. */
@ApplicationScoped
@DPoPRequired
public class Misused {}
