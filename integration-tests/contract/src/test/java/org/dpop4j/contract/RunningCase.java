package org.dpop4j.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the test that is running has been answered so far. Thread-safe.
 *
 * <p>Answers to other threads than the one that made this have no order: between two answers to that they are sorted, so
 * that a race which ends in the same way every time is recorded in the same way.
 */
final class RunningCase {
    private final Thread own = Thread.currentThread();
    private final List<String> answers = new ArrayList<>();
    private final List<String> withoutOrder = new ArrayList<>();
    private final Set<Difference> because = EnumSet.noneOf(Difference.class);

    synchronized void answered(String answer) {
        if (Thread.currentThread().equals(own)) {
            sortIn();
            answers.add(answer);
        } else {
            withoutOrder.add(answer);
        }
    }

    synchronized void because(Difference difference) {
        because.add(difference);
    }

    synchronized Recording.Outcome outcome() {
        sortIn();
        return new Recording.Outcome(answers, because);
    }

    private void sortIn() {
        withoutOrder.stream().sorted().forEach(answers::add);
        withoutOrder.clear();
    }
}
