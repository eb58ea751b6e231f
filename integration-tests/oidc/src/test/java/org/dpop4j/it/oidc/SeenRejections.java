package org.dpop4j.it.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dpop4j.DPoPRejected;

/** The reason codes of the events since the last look. */
@ApplicationScoped
public class SeenRejections {
    private final ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();

    void see(@Observes DPoPRejected event) {
        codes.add(event.reason().code());
    }

    List<String> take() {
        List<String> seen = new ArrayList<>();
        for (String code = codes.poll(); code != null; code = codes.poll()) {
            seen.add(code);
        }
        return seen;
    }
}
