package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.outside.OutsideRestContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside of Jakarta REST there are servlets, files, enterprise beans and injected claims. */
interface ServletContract extends OutsideRestContract {
    String OPEN = "/servlet/open";
    String FILE = "/file.txt";
    String ROLE = "/servlet/role";
    String CALLER = "/servlet/caller";
    /** A role that nobody has. */
    String AUDITOR = "/servlet/auditor";
    /** Calls {@code authenticate} by itself. */
    String LOGIN = "/servlet/login";
    /** Jakarta REST, without annotations; an enterprise bean decides. */
    String BEAN = "/api/bean/user";
    /** Jakarta REST, without annotations; tells what is injected. */
    String TOKEN = "/api/token";

    @Override
    default List<String> demanding() {
        return List.of(ROLE, CALLER, LOGIN);
    }

    @Override
    default List<String> naming() {
        return List.of(OPEN, ROLE, CALLER, LOGIN, BEAN, TOKEN);
    }

    @Override
    default List<String> open() {
        return List.of(OPEN, FILE, TOKEN);
    }

    @Override
    default String forbidden() {
        return AUDITOR;
    }

    @Override
    default String missingRole() {
        return "auditor";
    }

    /** T-19, W-01, W-03: in no spelling that some token validation might understand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                OPEN,
                FILE,
                ROLE,
                CALLER,
                AUDITOR,
                LOGIN,
                BEAN,
                TOKEN,
                "/api/contract/user",
                "/api/contract/public"
            })
    default void t19_aBoundTokenNeverPassesInAnotherSpelling(String path) {
        Caller caller = Caller.bound(server());
        String token = caller.token();
        for (String authorization : new String[] {
            "bearer " + token,
            "BEARER " + token,
            "Bearer  " + token,
            "Bearer\t" + token,
            "dpop " + token,
            "DPoP  " + token,
            "DPoP\t" + token,
            token,
            " " + token,
            "JWT " + token,
            "Token " + token,
            "Bearer " + token + " ",
            "Bearer \"" + token + "\""
        }) {
            Answer answer =
                    server().get(path).header("Authorization", authorization).send();
            isNobody(path, answer);
        }
        isNobody(path, server().get(path).header("Cookie", "Bearer=" + token).send());
        isNobody(
                path,
                server().get(path).header("Cookie", "access-token=" + token).send());
        isNobody(path, server().get(path + "?access_token=" + token).send());
    }

    /** T-14: what a server reads from a form. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/contract/user", "/api/contract/optional", "/api/contract/required"})
    default void t14_aBoundTokenNeverPassesInAForm(String path) {
        Caller caller = Caller.bound(server());
        Answer answer = server().request("POST", path)
                .form("access_token=" + caller.token())
                .send();
        assertEquals(401, answer.status(), answer.toString());
    }

    /** Either refused or, where nobody needs to be known, served to nobody. */
    private static void isNobody(String path, Answer answer) {
        boolean isOpen =
                path.equals(OPEN) || path.equals(FILE) || path.equals(TOKEN) || path.equals("/api/contract/public");
        if (answer.status() == 200) {
            assertTrue(isOpen, answer.toString());
            assertEquals("", answer.said("caller"), answer.toString());
        } else if (path.equals(BEAN) && answer.status() == 409) {
            assertEquals("refused by the bean", answer.body());
        } else {
            assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
        }
    }

    /** An enterprise bean knows the caller, and its roles count. */
    @Test
    default void q14_anEnterpriseBeanKnowsTheCaller() {
        Caller caller = Caller.bound(server());
        callerIsKnown(caller.get(BEAN).send());
        String auditor = "/api/bean/auditor";
        assertEquals(409, caller.get(auditor).send().status());
        assertEquals(409, server().get(BEAN).send().status());
        callerIsKnown(caller.with(server().token().groups("auditor").boundTo(caller.key()))
                .get(auditor)
                .send());
    }

    /** Claims can be injected, whatever the scheme. */
    @Test
    default void q14_claimsOfTheCallerAreInjected() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.get(TOKEN).send();
        callerIsKnown(answer);
        assertEquals("alice", answer.said("subject"));
    }

    /** The error page of the library is no page. */
    @Test
    default void k0_theErrorPageOfTheLibraryCannotBeCalled() {
        assertEquals(404, server().get("/dpop4j/refused").send().status());
        assertEquals(404, Caller.bound(server()).get("/dpop4j/refused").send().status());
    }
}
