package org.dpop4j;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Forgets nothing, and tells what it was asked. */
final class RecordingStore implements ReplayStore {
    record Use(ReplayKey key, Instant expiry) {}

    private final Set<ReplayKey> used = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();

    @Override
    public synchronized boolean firstUse(ReplayKey key, Instant expiry) {
        uses.add(new Use(key, expiry));
        return used.add(key);
    }

    /** Every question, in order. */
    synchronized List<Use> uses() {
        return List.copyOf(uses);
    }
}
