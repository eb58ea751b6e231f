package org.dpop4j.server;

import java.util.ArrayList;
import java.util.List;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.VerifiedProof;

/** Writes down what a listener is told: {@code accepted}, the code of a rejection, each with {@code finished } before it. */
public final class ToldEvents implements ExchangeListener {
    private final List<String> events = new ArrayList<>();

    @Override
    public synchronized void accepted(VerifiedProof proof) {
        events.add("accepted");
    }

    @Override
    public synchronized void rejected(Outcome.Rejected refusal) {
        events.add(refusal.reason().code());
    }

    @Override
    public synchronized void finishedAccepted() {
        events.add("finished accepted");
    }

    @Override
    public synchronized void finishedRejected(Rejection reason) {
        events.add("finished " + reason.code());
    }

    public synchronized List<String> events() {
        return List.copyOf(events);
    }
}
