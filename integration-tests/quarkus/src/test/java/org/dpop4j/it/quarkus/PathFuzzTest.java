package org.dpop4j.it.quarkus;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.contract.paths.FuzzedApplication;
import org.dpop4j.contract.paths.PathFuzzContract;

/** Routes of Vert.x, files, and Quarkus REST. There is one application only: what is demanded is fixed by the build. */
@QuarkusTest
@TestProfile(PathFuzzTest.Config.class)
class PathFuzzTest implements PathFuzzContract {
    private static final String ROOT = "/caf+@1";

    @TestHTTPResource
    URI uri;

    private URI root() {
        return uri.resolve(ROOT);
    }

    @Override
    public FuzzedApplication guarded() {
        return new FuzzedApplication(root());
    }

    @Override
    public FuzzedApplication open() {
        return new FuzzedApplication(root(), CallerByHeader.HEADER + ": yes\r\n");
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

    public static class Config extends Profile {
        public Config() {
            super(
                    TokenShape.MICROPROFILE,
                    FuzzedRoutes.SWITCH,
                    "true",
                    "quarkus.http.root-path",
                    ROOT,
                    "quarkus.dpop.required-paths",
                    "/secret,/private/*,/forms/*,/api/vault/*,/files/*,/welcome/index.html",
                    "quarkus.dpop.optional-paths",
                    "/private/open/*",
                    // Logs the stack for every broken escape.
                    "quarkus.log.category.\"io.vertx.ext.web.RoutingContext\".level",
                    "OFF");
        }
    }
}
