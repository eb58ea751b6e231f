package org.dpop4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dpop4j.contract.Difference;
import org.dpop4j.contract.Recording;
import org.dpop4j.contract.Recording.Case;
import org.dpop4j.contract.Recording.Outcome;
import org.junit.jupiter.api.Test;

/** What is found out about recordings, and how the page tells it. */
class ComparisonTest {
    private static final String TOPIC = "TargetUriContract";

    private final Map<Server, Map<String, Map<Case, Outcome>>> recorded = new EnumMap<>(Server.class);

    @Test
    void identicalAnswersAreShownOnce() {
        for (Server server : Server.values()) {
            record(server, "optional", "u06_equalUrisPass", "a", "200");
            record(server, "optional", "u06_equalUrisPass", "b", "200", "401 DPoP invalid_token (key_mismatch)");
        }

        assertEquals(List.of(), comparison().problems());
        assertRow("|U-06", "|Equal URIs pass.", "4+|Identical: `200`; `401 DPoP invalid_token`");
    }

    @Test
    void whereAnAnswerCameIsSaidUnlessItIsEverywhere() {
        for (Server server : Server.values()) {
            for (String configuration : Comparison.CONFIGURATIONS) {
                record(server, configuration, "u06_equalUrisPass", "", "200");
            }
            record(server, "required", "u06_equalUrisPass", "", "200", "401");
            record(server, "required-nonces", "u06_equalUrisPass", "", "200", "401", "400");
        }

        assertRow("|U-06", "|Equal URIs pass.", "4+|Identical: `200`; `401` (mode `required`); `400`");
    }

    @Test
    void aDifferenceWithAReasonIsShownForItsArguments() {
        for (String configuration : Comparison.CONFIGURATIONS) {
            for (Server server : Server.values()) {
                record(server, configuration, "u06_equalUrisPass", "a", "200");
            }
            record(Server.QUARKUS, configuration, "u06_equalUrisPass", "a%2fb", "503", "200");
            record(Server.QUARKUS_OIDC, configuration, "u06_equalUrisPass", "a%2fb", "503", "200");
            record(Server.WILDFLY, configuration, "u06_equalUrisPass", "a%2fb", "503", "200");
            because(Difference.REFUSES_ENCODED_SLASH, Server.OPEN_LIBERTY, configuration, "a%2fb", "503", "400");
        }

        assertEquals(List.of(), comparison().problems());
        assertRow("|U-06", "|Equal URIs pass.", "4+|Identical in 4 of 8 tests: `200`");
        assertRow(
                "|", "|With `a&#37;2fb`: " + Difference.REFUSES_ENCODED_SLASH.reason(), "|`200` |`200` |`400` |`200`");
        assertRow(Difference.REFUSES_ENCODED_SLASH.reason() + "::", "Open Liberty: U-06 Equal URIs pass.");
    }

    @Test
    void aDifferenceInOneConfigurationSaysSo() {
        for (Server server : Server.values()) {
            record(server, "optional", "u06_equalUrisPass", "", "200");
        }
        record(Server.QUARKUS, "required", "u06_equalUrisPass", "", "200");
        record(Server.QUARKUS_OIDC, "required", "u06_equalUrisPass", "", "200");
        record(Server.WILDFLY, "required", "u06_equalUrisPass", "", "200");
        because(Difference.REFUSES_ENCODED_SLASH, Server.OPEN_LIBERTY, "required", "", "closed");

        assertRow("|", "|(`required`): " + Difference.REFUSES_ENCODED_SLASH.reason(), "|`200` |`200` |`closed` |`200`");
    }

    @Test
    void aDifferenceBehindTheErrorIsShown() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "", "401 DPoP invalid_token (key_mismatch)");
        because(
                Difference.REFUSES_ENCODED_SLASH,
                Server.WILDFLY,
                "optional",
                "",
                "401 DPoP invalid_token (token_invalid)");

        assertRow(
                "|U-06",
                "|Equal URIs pass. " + Difference.REFUSES_ENCODED_SLASH.reason(),
                "|`401 DPoP invalid_token &#40;key_mismatch&#41;` |`401 DPoP invalid_token &#40;token_invalid&#41;`"
                        + " |not run yet |not run yet");
    }

    @Test
    void aDifferenceInTheNumberOfAnswersIsShown() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "", "200", "200", "401");
        because(Difference.METHOD_KNOWN_LATE, Server.WILDFLY, "optional", "", "200", "401");

        assertRow(
                "|U-06",
                "|Equal URIs pass. " + Difference.METHOD_KNOWN_LATE.reason(),
                "|`2 times 200`; `401` |`200`; `401` |not run yet |not run yet");
    }

    @Test
    void aDifferenceWithoutAReasonIsAProblem() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "a", "200");
        record(Server.OPEN_LIBERTY, "optional", "u06_equalUrisPass", "a", "400");
        because(Difference.REFUSES_ENCODED_SLASH, Server.WILDFLY, "optional", "a", "404");

        assertEquals(
                List.of(TOPIC + " u06_equalUrisPass a (optional) differs without a reason: Quarkus [200];"
                        + " Open Liberty [400]; WildFly [404] because of [REFUSES_ENCODED_SLASH]"),
                comparison().problems());
    }

    @Test
    void aTestThatAServerHasNotRecordedIsAProblem() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "a", "200");
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "b", "200");
        record(Server.WILDFLY, "optional", "u06_equalUrisPass", "b", "200");

        assertEquals(
                List.of(TOPIC + " u06_equalUrisPass a (optional) is not recorded on WildFly"),
                comparison().problems());
    }

    @Test
    void aTestThatWasGivenUpNeedsAReason() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "a", "200");
        record(Server.WILDFLY, "optional", "u06_equalUrisPass", "a", Outcome.NOT_RUN);
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "b", "200");
        because(Difference.REFUSES_ENCODED_SLASH, Server.WILDFLY, "optional", "b", Outcome.NOT_RUN);

        assertEquals(
                List.of(TOPIC + " u06_equalUrisPass a (optional) differs without a reason: Quarkus [200];"
                        + " WildFly [not run]"),
                comparison().problems());
    }

    @Test
    void aFailedTestIsAProblem() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "", "200", Outcome.FAILED);

        assertEquals(
                List.of(TOPIC + " u06_equalUrisPass (optional) failed: Quarkus [200, failed]"),
                comparison().problems());
    }

    @Test
    void oneServerAloneIsNotCompared() {
        record(Server.QUARKUS, "optional", "u06_equalUrisPass", "", "200 +nonce");

        assertRow("|U-06", "|Equal URIs pass.", "|`200 with nonce` |not run yet |not run yet |not run yet");
        assertTrue(page().contains("Still to come: Quarkus with OIDC, Open Liberty and WildFly."));
    }

    private void record(Server server, String configuration, String method, String arguments, String... answers) {
        put(server, configuration, new Case(TOPIC, method, arguments), new Outcome(List.of(answers), Set.of()));
    }

    private void because(
            Difference difference, Server server, String configuration, String arguments, String... answers) {
        put(
                server,
                configuration,
                new Case(TOPIC, "u06_equalUrisPass", arguments),
                new Outcome(List.of(answers), Set.of(difference)));
    }

    private void put(Server server, String configuration, Case test, Outcome outcome) {
        recorded.computeIfAbsent(server, any -> new LinkedHashMap<>())
                .computeIfAbsent(configuration, any -> new LinkedHashMap<>())
                .put(test, outcome);
    }

    private Comparison comparison() {
        Map<Server, Map<String, Recording>> recordings = new EnumMap<>(Server.class);
        recorded.forEach((server, configurations) -> {
            Map<String, Recording> byConfiguration = new LinkedHashMap<>();
            configurations.forEach((configuration, cases) ->
                    byConfiguration.put(configuration, new Recording(server.id(), configuration, cases)));
            recordings.put(server, byConfiguration);
        });
        return Comparison.of(recordings);
    }

    private String page() {
        return ParityPage.of(comparison());
    }

    private void assertRow(String... lines) {
        String page = page();
        assertTrue(page.contains("\n" + String.join("\n", lines) + "\n"), page);
    }
}
