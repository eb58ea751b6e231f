package org.dpop4j.it.server.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;

/** What the application was told since somebody last asked; open to everyone. */
@Path("/events")
@ApplicationScoped
@Produces(MediaType.TEXT_PLAIN)
public class SeenEvents {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    void accepted(@Observes DPoPAccepted event) {
        events.add("accepted");
    }

    void rejected(@Observes DPoPRejected event) {
        events.add(event.reason().code());
    }

    @GET
    public String get() {
        String seen = String.join(" ", events);
        events.clear();
        return seen;
    }
}
