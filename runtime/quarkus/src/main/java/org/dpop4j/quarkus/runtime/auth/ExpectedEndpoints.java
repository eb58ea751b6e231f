package org.dpop4j.quarkus.runtime.auth;

import io.vertx.ext.web.RoutingContext;
import org.dpop4j.endpoint.ExpectedEndpoint;

/** Tells which endpoint a request is going to be matched to, as far as method and path tell. */
public interface ExpectedEndpoints {
    ExpectedEndpoint of(RoutingContext context);
}
