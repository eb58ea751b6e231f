package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Q-14, T-19, H-130: what holds for routes that are no Jakarta REST endpoints. */
abstract class AbstractOutsideRestTest {
    static QuarkusUnitTest application(boolean proactive, String mode) {
        return Callers.application(OutsideRest.class, AbstractOutsideRestTest.class)
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.dpop.mode", mode)
                .overrideConfigKey("quarkus.http.auth.permission.callers.paths", "/plain,/orders,/orders/*,/wrong")
                .overrideConfigKey("quarkus.http.auth.permission.callers.policy", "authenticated");
    }

    /** Routes that demand a caller and that no annotation speaks for. */
    List<String> paths() {
        return List.of("/plain");
    }

    boolean isRequiredMode() {
        return false;
    }

    @Test
    @DisplayName("Q-14: a bound token needs its proof on a plain route")
    void demandsTheProofOfABoundToken() {
        assertAll(paths().stream()
                .map(path -> () -> assertAll(path, () -> {
                    Answers.letsIn(Callers.dpop("user").get(path), "alice@example.com");
                    Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
                    Answers.refusesTheProof(
                            Callers.dpopWith(proof -> proof.method("POST")).get(path),
                            "The htm of the DPoP proof does not match the request");
                    if (isRequiredMode()) {
                        Answers.refusesTheToken(
                                Callers.boundAsBearer("user").get(path),
                                "The access token is DPoP-bound and needs the DPoP scheme");
                        Answers.asksForDPoP(Callers.anonymous().get(path));
                        Answers.refusesTheToken(
                                Callers.bearer("user").get(path), "This resource requires a DPoP-bound access token");
                    } else {
                        Answers.refusesTheBearerToken(
                                Callers.boundAsBearer("user").get(path),
                                "The access token is DPoP-bound and needs the DPoP scheme");
                        Answers.asksForDPoPOrBearer(Callers.anonymous().get(path));
                        Answers.letsIn(Callers.bearer("user").get(path), "alice@example.com");
                    }
                })));
    }

    @Test
    @DisplayName("K9: requests that are odd in form are never answered by a 5xx")
    void survivesOddRequests() {
        String token = Callers.boundToken("user");
        List<String> targets = List.of(
                "/plain",
                "/plain?%zz",
                "/%zz",
                "/%",
                "/orders/%2e%2e/plain",
                "/orders/..;/plain",
                "//plain",
                "/plain;a=b",
                "/%00",
                "//[fe80::1%zz]/x",
                "/orders/%ff",
                "*",
                "http://other.example/plain",
                "http:plain",
                "?a",
                "plain",
                "/..",
                "/" + "a/".repeat(500));
        // Without a Host line there is an error log for each, so one target will do.
        Stream<String> withoutHost = Stream.of("GET /plain HTTP/1.0\r\n");
        Stream<String> withHost = targets.stream()
                .flatMap(target -> Stream.of(
                        "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n",
                        "OPTIONS " + target + " HTTP/1.1\r\nHost: localhost\r\n",
                        "ODD " + target + " HTTP/1.1\r\nHost: localhost\r\n",
                        "GET " + target + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
                        "GET " + target + " HTTP/1.1\r\nHost: [::\r\n"));
        assertAll(Stream.concat(withoutHost, withHost)
                .flatMap(head -> Stream.of(
                        head,
                        head + "Authorization: DPoP " + token + "\r\nDPoP: x\r\n",
                        head + "Authorization: DPoP " + token + "\r\nDPoP: x\r\nDPoP: x\r\n",
                        head + "Authorization: DPoP\r\n",
                        head + "Authorization: DPoP a,Bearer b\r\n",
                        head + "Authorization: Bearer " + token + "\r\n",
                        head + "Authorization: \u00e9\u0001\r\n"))
                .map(head -> () -> {
                    int status = RawHttp.status(head);
                    assertEquals(
                            true,
                            status < 500,
                            () -> status + " for " + head.lines().toList());
                }));
    }

    @Test
    @DisplayName("K9: no odd spelling of a path gets a bound token around its proof")
    void findsNoWayAround() {
        String token = Callers.boundToken("user");
        for (String target : List.of(
                "/plain",
                "/plain/",
                "//plain",
                "/plain;a=b",
                "/%70lain",
                "/./plain",
                "/a/../plain",
                "/orders",
                "/open")) {
            for (String scheme : List.of("DPoP", "dpop", "Bearer", "bearer")) {
                String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + scheme + " "
                        + token + "\r\n";
                int status = RawHttp.status(request);
                // A route that asks nobody does not look at what was sent, where authentication is lazy.
                assertEquals(true, status >= 400 || target.equals("/open"), () -> status + " for " + target);
            }
        }
    }
}
