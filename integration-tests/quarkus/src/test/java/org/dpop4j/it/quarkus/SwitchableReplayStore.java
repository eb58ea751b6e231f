package org.dpop4j.it.quarkus;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;

/** A store that an application supplies; the tests tell it how to behave. */
@ApplicationScoped
@IfBuildProperty(name = SwitchableReplayStore.SWITCH, stringValue = "true")
public class SwitchableReplayStore implements ReplayStore {
    static final String SWITCH = "dpop4j.it.replay-store";

    private final Set<ReplayKey> keys = ConcurrentHashMap.newKeySet();
    private volatile BiPredicate<ReplayKey, Instant> behaviour = this::working;

    @Override
    public boolean firstUse(ReplayKey key, Instant expiry) {
        return behaviour.test(key, expiry);
    }

    boolean working(ReplayKey key, Instant expiry) {
        return keys.add(key);
    }

    void behave(BiPredicate<ReplayKey, Instant> other) {
        behaviour = other;
    }

    void work() {
        behaviour = this::working;
    }
}
