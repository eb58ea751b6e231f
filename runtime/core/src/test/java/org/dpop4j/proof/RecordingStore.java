package org.dpop4j.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;

/** Forgets nothing, and tells what it was asked. */
public final class RecordingStore implements ReplayStore {
    public record Use(ReplayKey key, Instant expiry) {}

    private final Set<ReplayKey> used = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();

    @Override
    public synchronized boolean firstUse(ReplayKey key, Instant expiry) {
        uses.add(new Use(key, expiry));
        return used.add(key);
    }

    /** Every question, in order. */
    public synchronized List<Use> uses() {
        return List.copyOf(uses);
    }
}
