package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningCaseTest {
    private final RunningCase running = new RunningCase();

    @Test
    void theOrderOfTheTestIsKept() {
        running.answered("401");
        running.answered("200");
        running.answered("401");

        assertEquals(List.of("401", "200", "401"), running.outcome().answers());
    }

    @Test
    void otherThreadsHaveNoOrderAndStayWhereTheyWere() throws InterruptedException {
        running.answered("500");
        elsewhere("401");
        elsewhere("200");
        running.answered("100");
        elsewhere("204");
        elsewhere("202");

        assertEquals(
                List.of("500", "200", "401", "100", "202", "204"),
                running.outcome().answers());
    }

    @Test
    void reasonsAreNamedOnce() {
        running.because(Difference.METHOD_KNOWN_LATE);
        running.because(Difference.METHOD_KNOWN_LATE);

        assertEquals(new Recording.Outcome(List.of(), Set.of(Difference.METHOD_KNOWN_LATE)), running.outcome());
    }

    private void elsewhere(String answer) throws InterruptedException {
        Thread other = new Thread(() -> running.answered(answer));
        other.start();
        other.join();
    }
}
