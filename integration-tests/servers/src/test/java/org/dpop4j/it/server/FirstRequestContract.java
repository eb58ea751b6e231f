package org.dpop4j.it.server;

import java.util.function.Consumer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first request of all is judged like any other, whatever has to be found out by the way. */
public interface FirstRequestContract {
    Server running();

    /** Refused by the container before any filter sees it. */
    @ParameterizedTest
    @ValueSource(strings = {ServletContract.ROLE, ServletContract.CALLER})
    default void k1_theFirstRequestIsRefusedByTheContainer(String path) {
        whileDeployed("first-refusal" + path.replace('/', '-'), server -> {
            Expect.k1(server, Place.BY_MODE, server.get(path).send());
            Expect.k1(server, Place.BY_MODE, server.get(path).send());
        });
    }

    @Test
    default void k1_theFirstRequestIsRefusedByTheLibrary() {
        whileDeployed("first-k1", server -> {
            String path = "/api/contract/required";
            Expect.k1(server, Place.REQUIRED, server.get(path).send());
            Caller caller = Caller.bound(server);
            Expect.accepted(caller, caller.get(path).send());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/contract/async/answer", "/api/contract/locator/mixed/plain"})
    default void k0_theFirstRequestIsLetIn(String path) {
        whileDeployed("first-k0" + path.replace('/', '-'), server -> {
            Caller caller = Caller.bound(server);
            Expect.accepted(caller, caller.get(path).send());
            Expect.accepted(caller, caller.get(path).send());
        });
    }

    @Test
    default void k0_theFirstRequestHasABody() {
        whileDeployed("first-body", server -> {
            Caller caller = Caller.bound(server);
            String path = "/api/contract/user";
            Expect.accepted(caller, caller.request("POST", path).form("a=b").send());
        });
    }

    /** With a base URI, so that nothing is logged about one. */
    private void whileDeployed(String name, Consumer<ServerUnderTest> calls) {
        War war = Wars.servlets(name);
        String root = running().http(war).resolve("/").toString();
        running().whileDeployed(war.setting("dpop.public-base-uris", root.substring(0, root.length() - 1)), calls);
    }
}
