package org.dpop4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseNameTest {
    @ParameterizedTest
    @CsvSource({
        "h94_markersOfAClientMeanNothing, H-94, Markers of a client mean nothing",
        "dm04_anUnboundBearerTokenPassesOnlyWhereDPoPIsNotDemanded, DM-04, "
                + "An unbound Bearer token passes only where DPoP is not demanded",
        "x33_to_x35_timesThatTheSuiteExpectsToPass, X-33 to X-35, Times that the suite expects to pass",
        "k0_whatIsPublicStaysPublic, K0, What is public stays public",
        "everySingleDefectIsRefused, '', Every single defect is refused",
        "h119_a403HasUsedTheProofOnce, H-119, A 403 has used the proof once",
        "n09_onlySuccessesAnd403sBringANewerNonce, N-09, Only successes and 403s bring a newer nonce",
        "w03_whatIsNotOneToken68IsMalformed, W-03, What is not one token68 is malformed",
        "h83_headIsNotGet, H-83, HEAD is not GET"
    })
    void aMethodNameIsARuleAndASentence(String method, String rule, String sentence) {
        assertEquals(new CaseName(rule, sentence), CaseName.ofMethod(method));
    }

    @ParameterizedTest
    @CsvSource({"TargetUriContract, Target URI", "DecisionMatrixContract, Decision matrix", "CorsContract, CORS"})
    void aTopicIsTheNameOfItsInterface(String topic, String title) {
        assertEquals(title, CaseName.ofTopic(topic));
    }

    @Test
    void rulesAreOrderedByNumber() {
        List<String> ordered = List.of("noRule", "c20_a", "h07_a", "h55_a", "h55_b", "h100_a", "x01_to_x32_a");

        assertEquals(
                ordered.stream().map(CaseName::ofMethod).toList(),
                Stream.of("x01_to_x32_a", "h100_a", "h55_b", "noRule", "h07_a", "c20_a", "h55_a")
                        .map(CaseName::ofMethod)
                        .sorted()
                        .toList());
    }
}
