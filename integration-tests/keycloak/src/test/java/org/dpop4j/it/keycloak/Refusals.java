package org.dpop4j.it.keycloak;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;

/** Which check has refused a request: on the wire many of them have the same error code. */
@Singleton
public class Refusals {
    private final AtomicReference<Rejection> latest = new AtomicReference<>();

    protected void note(@Observes DPoPRejected event) {
        latest.set(event.reason());
    }

    public Optional<Rejection> latest() {
        return Optional.ofNullable(latest.get());
    }

    public void forget() {
        latest.set(null);
    }
}
