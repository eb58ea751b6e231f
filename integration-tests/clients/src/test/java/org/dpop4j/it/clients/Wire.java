package org.dpop4j.it.clients;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes down every exchange just before its answer is sent, and gives a good answer another nonce than the server would
 * where the request names one, in {@value #NEXT_NONCE}.
 */
@Singleton
class Wire {
    static final String NEXT_NONCE = "X-Next-Nonce";
    /** In front of everything else, so that its look at the answer is the last one. */
    private static final int FIRST = 10_000;

    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    /** What has passed since {@link #clear()}, in the order of the answers. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    void clear() {
        exchanges.clear();
    }

    private void watch(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> {
            String next = context.request().getHeader(NEXT_NONCE);
            if (next != null && context.response().getStatusCode() == 200) {
                context.response().putHeader("DPoP-Nonce", next);
            }
            exchanges.add(Exchange.of(context));
        });
        context.next();
    }
}
