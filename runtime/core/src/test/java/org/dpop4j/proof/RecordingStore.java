package org.dpop4j.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;

/** Forgets nothing, and tells what it was asked. */
public final class RecordingStore implements ReplayStore {
    private final Set<ReplayKey> used = new HashSet<>();
    private final List<ProofUse> uses = new ArrayList<>();

    @Override
    public synchronized boolean firstUse(ProofUse use) {
        uses.add(use);
        return used.add(use.key());
    }

    /** Every question, in order. */
    public synchronized List<ProofUse> uses() {
        return List.copyOf(uses);
    }
}
