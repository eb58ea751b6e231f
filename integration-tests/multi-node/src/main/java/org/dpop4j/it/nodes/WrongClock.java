package org.dpop4j.it.nodes;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.ExchangeListener;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A node whose clock is off, for those that are started with {@code nodes.clock-offset}; all others are as they are. */
@Singleton
public class WrongClock {
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    ResourceServer resourceServer(
            DPoPSettings settings,
            DPoPNonceProvider nonces,
            ReplayStore store,
            ApplicationFacts application,
            ExchangeListener listener,
            @ConfigProperty(name = "nodes.clock-offset", defaultValue = "0S") Duration offset) {
        if (offset.isZero()) {
            return ResourceServer.of(settings, nonces, store, Clock.systemUTC(), application, listener);
        }
        Clock wrong = Clock.offset(Clock.systemUTC(), offset);
        ReplayStore withWrongClock = SharedReplayStores.open(settings, wrong);
        return ResourceServer.of(settings, nonces, withWrongClock, wrong, application, listener);
    }
}
