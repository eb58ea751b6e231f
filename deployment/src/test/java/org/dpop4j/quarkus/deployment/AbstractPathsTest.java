package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DPoP is demanded at paths, whatever serves them. */
abstract class AbstractPathsTest {
    private static final String NOT_BOUND = "This resource requires a DPoP-bound access token";
    private static final String BOUND = "The access token is DPoP-bound and needs the DPoP scheme";

    static QuarkusUnitTest application() {
        return Callers.application(jar -> jar.addClasses(
                                Paths.class,
                                Paths.Routes.class,
                                Paths.Rest.class,
                                Paths.Located.class,
                                Paths.Everything.class,
                                Paths.Policy.class)
                        .addClass(AbstractPathsTest.class)
                        .addAsResource(new StringAsset("file"), "META-INF/resources/files/secret.txt")
                        .addAsResource(new StringAsset("page"), "META-INF/resources/pages/index.html")
                        .addAsResource(new StringAsset("open"), "META-INF/resources/open.txt"))
                .overrideConfigKey(
                        "quarkus.dpop.required-paths",
                        "/plain,/tree/*,/files/*,/pages/index.html,/rest/*,/rerouted/only")
                .overrideConfigKey("quarkus.dpop.optional-paths", "/tree/open/*")
                .overrideConfigKey("quarkus.http.auth.permission.named.paths", "named")
                .overrideConfigKey("quarkus.http.auth.permission.named.policy", "dpop")
                .overrideConfigKey("quarkus.http.auth.permission.mechanism.paths", "mechanism")
                .overrideConfigKey("quarkus.http.auth.permission.mechanism.policy", "authenticated")
                .overrideConfigKey("quarkus.http.auth.permission.mechanism.auth-mechanism", "DPoP");
    }

    /** What the paths of the application begin with, which REST-assured knows. */
    String root() {
        return "";
    }

    boolean isRequiredMode() {
        return false;
    }

    private void demandsDPoP(String path, String body) {
        demandsDPoPLate(path, body);
        Answers.refusesTheToken(Callers.boundAsBearer("user").get(path), BOUND);
    }

    /** A bound token that comes as a Bearer token is refused before anybody knows that none would do. */
    private void demandsDPoPLate(String uri, String body) {
        Answers.letsIn(Callers.dpop("user").get(uri), body);
        Answers.asksForDPoP(Callers.anonymous().get(uri));
        Answers.refusesTheToken(Callers.bearer("user").get(uri), NOT_BOUND);
        assertEquals(401, Callers.boundAsBearer("user").get(uri).statusCode());
        Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(uri), "The DPoP proof is missing");
        Answers.refusesTheToken(Callers.unboundAsDPoP("user").get(uri), "The access token is not DPoP-bound");
    }

    @Test
    @DisplayName("by routes, files and endpoints, @PermitAll included")
    void demandsDPoP() {
        demandsDPoP("/plain", "plain");
        demandsDPoP("/plain/", "plain");
        demandsDPoP("/tree/a/b", "tree");
        demandsDPoP("/tree", "tree");
        demandsDPoP("/files/secret.txt", "file");
        demandsDPoP("/pages/index.html", "page");
        demandsDPoP("/pages/", "page");
        demandsDPoP("/rest", "rest");
        demandsDPoP("/rest/permitted", "permitted");
        demandsDPoP("/rest/located", "located");
    }

    @Test
    @DisplayName("by the HTTP policy dpop, and where no other mechanism is asked")
    void demandsDPoPByPolicy() {
        demandsDPoPLate("/named", "named");
        demandsDPoPLate("/policy", "policy");
        demandsDPoP("/mechanism", "mechanism");
    }

    @Test
    @DisplayName("where a path does not exist, nobody learns that without DPoP")
    void demandsDPoPBeforeNotFound() {
        Answers.asksForDPoP(Callers.anonymous().get("/tree2/../tree/none"));
        Answers.asksForDPoP(Callers.anonymous().get("/rest/none"));
        assertEquals(404, Callers.dpop("user").get("/rest/none").statusCode());
    }

    @Test
    @DisplayName("an annotation on the endpoint wins, also where only the match tells which endpoint it is")
    void annotationsWin() {
        Answers.letsIn(Callers.bearer("user").get("/rest/optional"), "optional");
        Answers.asksForDPoPOrBearer(Callers.anonymous().get("/rest/optional"));
        Answers.letsIn(accepting("text/html", Callers.bearer("user")).get("/rest/negotiated"), "html");
        Answers.refusesTheToken(accepting("text/plain", Callers.bearer("user")).get("/rest/negotiated"), NOT_BOUND);
        Answers.asksForDPoP(accepting("text/plain", Callers.anonymous()).get("/rest/negotiated"));
        Answers.letsIn(accepting("text/plain", Callers.dpop("user")).get("/rest/negotiated"), "text");
    }

    @Test
    @DisplayName("nor does what a request line in absolute form has behind a question mark")
    void absoluteForm() {
        for (String target : List.of("http://localhost?x=", "http://localhost", "http://other.example")) {
            int status = RawHttp.status("GET " + target + root() + "/plain HTTP/1.1\r\nHost: localhost\r\n");
            assertEquals(true, status >= 400 && status < 500, () -> status + " for " + target);
        }
    }

    private static RequestSpecification accepting(String type, RequestSpecification request) {
        return request.accept(type);
    }

    @Test
    @DisplayName("the longer path wins, and all other paths are as without these keys")
    void opensTheRest() {
        Answers.letsIn(Callers.bearer("user").get("/tree/open/a"), "tree");
        Answers.letsIn(Callers.anonymous().get("/tree/open"), "tree");
        Answers.letsIn(Callers.anonymous().get("/elsewhere"), "elsewhere");
        Answers.letsIn(Callers.anonymous().get("/open.txt"), "open");
        Answers.letsIn(Callers.anonymous().get("/plain/below"), "below");
        if (isRequiredMode()) {
            Answers.refusesTheToken(Callers.bearer("user").get("/elsewhere"), NOT_BOUND);
        } else {
            Answers.letsIn(Callers.bearer("user").get("/elsewhere"), "elsewhere");
        }
    }

    @Test
    @DisplayName("a request that is rerouted is held to the path it came to")
    void reroutes() {
        demandsDPoPLate("/rerouted", "plain");
        demandsDPoPLate("/rerouted-oddly", "tree");
    }

    @Test
    @DisplayName("no spelling of a path that is served gets around the demand")
    void findsNoWayAround() {
        List<String> served = List.of(
                "/%70lain",
                "//plain",
                "/plain//",
                "/x/../plain",
                "/x/%2e%2e/plain",
                "/./plain",
                "/tree/open/../a",
                "/tree/open/%2e%2e/a",
                "/tree/open/..%2fa",
                "/tree;a=b/x",
                "/%74ree/x",
                "/files/%73ecret.txt",
                "/files//secret.txt",
                "/files%2fsecret.txt",
                "/files/./secret.txt",
                "/x%2f..%2ffiles/secret.txt",
                "/files/secret%2etxt",
                "/rest/;a=b",
                "/rest;a=b/permitted",
                "/rest/permitted;a=b",
                "/rest%2Fpermitted",
                "/rest%2fpermitted;a=b",
                "/rest/permitted/",
                "/%72est/permitted",
                "/rest/%70ermitted",
                "/x/..;/rest/permitted",
                "/tree/open///../../x",
                "/tree/y///../../tree/x");
        for (String path : served) {
            for (String credentials : List.of("", "Authorization: Bearer " + Callers.unboundToken("user") + "\r\n")) {
                int status = RawHttp.status("GET " + root() + path + " HTTP/1.1\r\nHost: localhost\r\n" + credentials);
                assertEquals(true, status >= 400 && status < 500, () -> status + " for " + path);
            }
        }
    }
}
