package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q-19, H-134: an application in which Jakarta REST does not run our filters is refused, and the log says what to change. */
public interface UnprovenContract {
    Server running();

    /** One of two {@code Application}s loads no filters, so that neither they nor anything else responds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contract/public",
                "/contract/required",
                "/without/contract/public",
                "/without/contract/required",
                "/without/contract/locator/calls",
                "/without/nowhere",
                "/file.txt"
            })
    default void h134_withoutTheFeatureNothingResponds(String path) {
        ServerUnderTest server = running().with(Wars.WITHOUT_SERVICES);
        Caller caller = Caller.bound(server);
        refused(server.get(path).send());
        refused(server.get(path).bearer(server.token().serialize()).send());
        refused(caller.get(path).send());
        refused(server.request("OPTIONS", path)
                .header("Origin", ServerUnderTest.ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .send());
        isLogged("All requests to /without-services are refused with status 503: the servlet "
                + "org.dpop4j.it.server.app.ApplicationWithoutServices of Jakarta REST does not load the filters");
    }

    /** Without the filter in front of each method, no method runs. */
    @Test
    default void h134_withoutTheDynamicFeatureNoEndpointResponds() {
        ServerUnderTest server = running().with(Wars.RIVAL);
        Caller caller = Caller.bound(server);
        for (String path : new String[] {
            "/contract/public", "/contract/locator/calls", "/contract/locator/mixed/open", "/contract/async/answer"
        }) {
            refused(caller.get(path).send());
        }
        Request negotiated = server.get("/contract/negotiated").header("Accept", "text/csv");
        refused(negotiated.send());
        refused(negotiated.bearer(server.token().serialize()).send());
        refused(server.get("/contract/locator/mixed/nonce").send());
        Expect.k1(server, Place.REQUIRED, server.get(Place.REQUIRED).send());
        assertEquals(404, server.get("/nowhere").send().status());
        isLogged("Jakarta REST does not load org.dpop4j.jakarta.rest.DPoPFeature");
    }

    private static void refused(Answer answer) {
        assertEquals(503, answer.status(), answer.toString());
        assertEquals("", answer.body());
    }

    private void isLogged(String text) {
        running().log().await(Pattern.compile(Pattern.quote(text)), 0);
    }
}
