package org.dpop4j.it.server;

import java.util.Map;
import org.dpop4j.contract.paths.FuzzedApplication;
import org.dpop4j.contract.paths.PathFuzzContract;

/** Servlets of all mappings, files, and Jakarta REST. */
class PathFuzzTest implements PathFuzzContract {
    @Override
    public FuzzedApplication guarded() {
        return new FuzzedApplication(TestedServer.get().http(Wars.FUZZED));
    }

    @Override
    public FuzzedApplication open() {
        return new FuzzedApplication(TestedServer.get().http(Wars.FUZZED_OPEN));
    }

    @Override
    public Map<String, String> targets() {
        return Map.of(
                "secret", "/secret",
                "private", "/private/x",
                "form", "/forms/a.do",
                "item", "/api/vault/item",
                "any", "/api/vault/any/a/b",
                "file", "/files/secret.txt",
                "welcome", "/welcome/index.html");
    }
}
