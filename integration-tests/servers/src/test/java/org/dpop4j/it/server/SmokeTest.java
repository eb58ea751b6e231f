package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dpop4j.contract.Answer;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server runs, all applications are there, and its own validation of Bearer tokens works. */
class SmokeTest {
    static Iterable<String> names() {
        return Wars.ofTheContract().stream().map(War::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyApplicationAnswers(String name) {
        ServerUnderTest server = TestedServer.with(named(name));
        Answer answer = server.get("/contract/public").send();
        assertEquals(200, answer.status(), answer.toString());
        assertEquals("", answer.said("caller"), answer.toString());
    }

    /** Its scripts might find another one than they are told. */
    @Test
    void theServerRunsOnTheJdkThatWasChosen() {
        assertTrue(TestedServer.get().runsOn(Jdk.other()), Jdk.other()::toString);
    }

    @Test
    void theServerAcceptsBearerTokens() {
        ServerUnderTest server = TestedServer.with(Wars.OPTIONAL);
        Answer answer =
                server.get("/contract/user").bearer(server.token().serialize()).send();
        assertEquals(200, answer.status(), answer.toString());
        assertEquals("alice@example.com", answer.said("caller"), answer.toString());
    }

    private static War named(String name) {
        return Wars.all().stream()
                .filter(war -> war.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
