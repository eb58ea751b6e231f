package org.dpop4j.contract;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestDefect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the annotations may stand, and what the mode means: H-121 to H-123, Q-01 to Q-08. */
public interface EndpointContract extends ContractTest {
    /** H-122, H-123, Q-03, M-12: wherever the annotation stands, DPoP is demanded, and a caller with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contract/required",
                "/contract/required/any/a",
                "/contract/class-level/plain",
                "/contract/class-level/permit-all",
                "/contract/inherited/method",
                "/contract/superclass",
                "/contract/locator/guarded",
                "/contract/locator/sub"
            })
    default void h123_theAnnotationCountsWhereverItStands(String path) {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), Place.REQUIRED, server().get(path).send());
        Expect.k3(
                DPOP_REQUIRED,
                server().get(path).bearer(server().token().serialize()).send());
        Expect.k3(
                BOUND_TOKEN_AS_BEARER, server().get(path).bearer(caller.token()).send());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(caller.token()).send());
        Expect.accepted(caller, caller.get(path).send());
    }

    /** H-122: who is known and may not is told 403, who is not known 401. */
    @Test
    default void h122_dpopIsJudgedBeforeTheRole() {
        Caller caller = Caller.bound(server());
        String path = "/contract/admin";
        Expect.k1(server(), Place.REQUIRED, server().get(path).send());
        Expect.k3(
                DPOP_REQUIRED,
                server().get(path).bearer(server().token().serialize()).send());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(caller.token()).send());
        Expect.k2or3(caller.get(path).proof("garbage").send());
        Expect.k7(caller.get(path).send());
        Caller admin = caller.with(server().token().groups("admin").boundTo(caller.key()));
        Expect.accepted(admin, admin.get(path).send());
        Expect.k3(
                DPOP_REQUIRED,
                server().get(path)
                        .bearer(server().token().groups("admin").serialize())
                        .send());
    }

    /** H-123: a method beats its class. */
    @Test
    default void h123_aMethodMayOptOutOfItsClass() {
        String path = "/contract/class-level/opted-out";
        Caller caller = Caller.bound(server()).with(server().token().groups("user"));
        Expect.acceptedAsBearer(
                server(), server().get(path).bearer(caller.token()).send());
        Caller bound = Caller.bound(server());
        Expect.k4(
                BOUND_TOKEN_AS_BEARER, server().get(path).bearer(bound.token()).send());
        Expect.k1(server(), Place.OPTIONAL, server().get(path).send());
    }

    /** H-123: what is not annotated beside something annotated stays as it was. */
    @Test
    default void h123_theNeighbourOfAnAnnotatedMethodStaysOpen() {
        Expect.acceptedAsNobody(server().get("/contract/inherited/open").send());
    }

    /** H-121, Q-02. */
    @Test
    default void h121_aLocatorDoesNotRunForSomebodyWhoIsNotLetIn() {
        Caller caller = Caller.bound(server());
        int before = locatorCalls();
        String path = "/contract/locator/guarded";
        server().get(path).send();
        server().get(path).bearer(server().token().serialize()).send();
        server().get(path).bearer(caller.token()).send();
        server().get(path).dpop(caller.token()).send();
        server().get(path).dpop(caller.token()).proof("garbage").send();
        assertEquals(before, locatorCalls());
        Expect.accepted(caller, caller.get(path).send());
        assertEquals(before + 1, locatorCalls());
    }

    /** H-121, Q-02: the annotation on the class that the locator is declared to return. */
    @Test
    default void h121_aLocatorDoesNotRunIfWhatItReturnsIsGuarded() {
        Caller caller = Caller.bound(server());
        int before = locatorCalls();
        String path = "/contract/locator/sub";
        server().get(path).send();
        server().get(path).bearer(caller.token()).send();
        server().get(path).dpop(caller.token()).proof("garbage").send();
        if (!server().differs(Difference.LOCATOR_RUNS_BEFORE_SUB_RESOURCE_IS_JUDGED)) {
            assertEquals(before, locatorCalls());
        }
        Expect.accepted(caller, caller.get(path).send());
    }

    private int locatorCalls() {
        return Integer.parseInt(
                server().get("/contract/locator/calls").send().body().strip());
    }

    /** An endpoint that is public stays public, in both modes: nobody is asked for credentials. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/public", "/contract/permit-all"})
    default void k0_whatIsPublicStaysPublic(String path) {
        Expect.acceptedAsNobody(server().get(path).send());
        Expect.acceptedAsNobody(server().get(path).proof("stray").send());
        Expect.acceptedAsNobody(
                server().get(path).header("Authorization", "Basic YTpi").send());
    }

    /** A credential that is sent is judged all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/public", "/contract/permit-all"})
    default void k0_aCredentialAtAPublicEndpointIsJudged(String path) {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, caller.get(path).send());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(caller.token()).send());
        Expect.k2or3(server().get(path).dpop(caller.token()).proof("garbage").send());
        Expect.k2or3(server().get(path).dpop(server().token().serialize()).send());
        for (TestDefect defect : new TestDefect[] {TestDefect.NO_JTI, TestDefect.UNSIGNED, TestDefect.HTM_OTHER}) {
            Expect.k2or3(server().get(path)
                    .dpop(caller.token())
                    .proof(defect.apply(caller.proof(path)))
                    .send());
        }
        Answer expired = server().get(path)
                .dpop(server().token().boundTo(caller.key()).expired().serialize())
                .proof(caller.proof(path))
                .send();
        Expect.k2or3(expired);
        Answer unbound = server().get(path).bearer(server().token().serialize()).send();
        if (server().mode() == DPoPMode.OPTIONAL) {
            Expect.acceptedAsBearer(server(), unbound);
        } else {
            Expect.k3(DPOP_REQUIRED, unbound);
        }
    }

    /** What a user of the test fixture writes. */
    @Test
    default void theFixturesOwnFilterWorksAgainstTheServer() {
        Caller caller = Caller.bound(server());
        RequestSpecification client = RestAssured.given()
                .baseUri(server().baseUri().toString())
                .filter(DPoPFilter.of(caller.key(), caller.token()))
                .filter(EndpointContract::recorded);
        Response response = client.get("/contract/required?page=2");
        assertEquals(200, response.statusCode());
        assertEquals(200, client.get(NonceContract.NONCE).statusCode());
        Response refused = RestAssured.given()
                .baseUri(server().baseUri().toString())
                .filter(DPoPFilter.of(caller.key(), caller.token()).altering(proof -> proof.without("jti")))
                .filter(EndpointContract::recorded)
                .get("/contract/required");
        assertEquals(401, refused.statusCode());
    }

    private static Response recorded(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        List<Answer.Line> lines = response.headers().asList().stream()
                .map(header -> new Answer.Line(header.getName().toLowerCase(Locale.ROOT), header.getValue()))
                .toList();
        ContractRecorder.answered(new Answer(response.statusCode(), lines, ""));
        return response;
    }
}
