package org.dpop4j.it.browser;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that has reached the API, preflight requests as well, which no script and no driver gets to see. */
@Singleton
class Exchanges {
    private static final int BEFORE_CORS = 1000;

    private final List<Exchange> seen = new CopyOnWriteArrayList<>();

    void register(@Observes Filters filters) {
        filters.register(this::record, BEFORE_CORS);
    }

    /** In the order of their answers. */
    List<Exchange> of(String step) {
        return seen.stream().filter(exchange -> exchange.step().equals(step)).toList();
    }

    List<Exchange> preflightsOf(String step) {
        return of(step).stream().filter(Exchange::isPreflight).toList();
    }

    List<Exchange> callsOf(String step) {
        return of(step).stream().filter(exchange -> !exchange.isPreflight()).toList();
    }

    List<Exchange> calls() {
        return seen.stream().filter(exchange -> !exchange.isPreflight()).toList();
    }

    private void record(RoutingContext context) {
        // The first one to register is the last one to be called: the answer is complete, and the browser has not got
        // it.
        context.addHeadersEndHandler(end -> note(context.request(), context.response()));
        context.next();
    }

    private void note(HttpServerRequest request, HttpServerResponse response) {
        String step = request.getParam("step");
        if (step != null) {
            seen.add(new Exchange(
                    step,
                    request.method().name(),
                    copy(request.headers()),
                    response.getStatusCode(),
                    copy(response.headers())));
        }
    }

    private static MultiMap copy(MultiMap fields) {
        return MultiMap.caseInsensitiveMultiMap().addAll(fields);
    }
}
