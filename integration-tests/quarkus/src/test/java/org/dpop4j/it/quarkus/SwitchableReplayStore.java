package org.dpop4j.it.quarkus;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;

/** A store that an application supplies; the tests tell it how to behave. */
@ApplicationScoped
@IfBuildProperty(name = SwitchableReplayStore.SWITCH, stringValue = "true")
public class SwitchableReplayStore implements ReplayStore {
    static final String SWITCH = "dpop4j.it.replay-store";

    private final Set<ReplayKey> keys = ConcurrentHashMap.newKeySet();
    private volatile Predicate<ProofUse> behaviour = this::working;

    @Override
    public boolean firstUse(ProofUse use) {
        return behaviour.test(use);
    }

    boolean working(ProofUse use) {
        return keys.add(use.key());
    }

    void behave(Predicate<ProofUse> other) {
        behaviour = other;
    }

    void work() {
        behaviour = this::working;
    }
}
