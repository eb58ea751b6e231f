package org.dpop4j.it.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;

/** Writes down what an application may observe. */
@ApplicationScoped
public class SeenEvents {
    private final ConcurrentLinkedQueue<Object> events = new ConcurrentLinkedQueue<>();

    void on(@Observes DPoPAccepted event) {
        events.add(event);
    }

    void on(@Observes DPoPRejected event) {
        events.add(event);
    }

    /** What has happened since the last call. */
    List<Object> take() {
        List<Object> taken = new ArrayList<>();
        for (Object event = events.poll(); event != null; event = events.poll()) {
            taken.add(event);
        }
        return taken;
    }
}
