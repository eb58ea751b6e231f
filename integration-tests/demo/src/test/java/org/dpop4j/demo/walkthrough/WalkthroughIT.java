package org.dpop4j.demo.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo tells the truth: every step gets the verdict and the challenges that RFC 9449 asks for. */
class WalkthroughIT {
    private static final Pattern ERROR = Pattern.compile("\\berror=\"([^\"]*)\"");

    private static final Map<String, Integer> EXPECTED = new LinkedHashMap<>();
    private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

    @BeforeAll
    static void walk() throws Exception {
        try (DemoServer server = DemoServer.start(Path.of(System.getProperty("demo.target")))) {
            new Walkthrough(server.api()).run((step, answer) -> {
                EXPECTED.put(step.name(), step.expectedStatus());
                ANSWERS.put(step.name(), answer);
            });
        }
    }

    @AfterAll
    static void everyStepIsJudgedHere() {
        assertEquals(14, ANSWERS.size());
    }

    /** The challenges: scheme and error of each line. */
    @ParameterizedTest
    @CsvSource({
        "valid call,                    200,",
        "no token,                      401, DPoP",
        "token without proof,           401, DPoP invalid_dpop_proof",
        "'stolen token, another key',   401, DPoP invalid_token",
        "bound token as Bearer,         401, DPoP | Bearer invalid_token",
        "replayed proof,                401, DPoP invalid_dpop_proof",
        "wrong method,                  401, DPoP invalid_dpop_proof",
        "wrong URL,                     401, DPoP invalid_dpop_proof",
        "old proof,                     401, DPoP invalid_dpop_proof",
        "Bearer where DPoP is optional, 200,",
        "Bearer where DPoP is required, 401, DPoP invalid_token",
        "valid call again,              200,",
        "no nonce,                      401, DPoP use_dpop_nonce",
        "nonce,                         200,",
    })
    void answersAsPromised(String step, int status, String challenges) {
        Answer answer = ANSWERS.get(step);
        assertEquals(status, answer.status());
        assertEquals(status, EXPECTED.get(step));
        assertEquals(challenges == null ? "" : challenges, errors(answer.challenges()));
    }

    /** Steps that share an error code differ in its description: each has to fail for the reason that the demo gives. */
    @ParameterizedTest
    @CsvSource({
        "token without proof,           missing",
        "'stolen token, another key',   another key",
        "bound token as Bearer,         needs the DPoP scheme",
        "replayed proof,                used before",
        "wrong method,                  htm",
        "wrong URL,                     htu",
        "old proof,                     too old",
        "Bearer where DPoP is required, requires a DPoP-bound",
    })
    void refusesForTheReasonThatTheDemoGives(String step, String words) {
        List<String> challenges = ANSWERS.get(step).challenges();
        assertEquals(1, challenges.stream().filter(line -> line.contains(words)).count(), challenges::toString);
    }

    @Test
    void ordersOnlyWhatAliceOrdered() {
        assertEquals("[]", ANSWERS.get("valid call").body());
        assertEquals(
                "[{\"item\":\"teapot\",\"quantity\":1}]",
                ANSWERS.get("valid call again").body());
        assertEquals("[]", ANSWERS.get("nonce").body());
    }

    private static String errors(List<String> challenges) {
        return String.join(
                " | ",
                challenges.stream()
                        .map(line -> {
                            Matcher error = ERROR.matcher(line);
                            return line.substring(0, line.indexOf(' ')) + (error.find() ? " " + error.group(1) : "");
                        })
                        .toList());
    }
}
