package org.dpop4j.it.browser;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.dpop4j.it.clients.NodeProject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One visit of a user with a real browser, whose page uses an unmodified library on an origin that is not the API's; then
 * the visits of a thief. The visits come first, each test looks at one side of them.
 */
@ExtendWith(BrowserIsInstalled.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
    private static final Duration VISIT = Duration.ofMinutes(2);

    @ConfigProperty(name = "pages.origin")
    String pages;

    @ConfigProperty(name = "foreign.origin")
    String foreign;

    @ConfigProperty(name = "login.issuer")
    String issuer;

    @TestHTTPResource
    String api;

    @Inject
    Exchanges exchanges;

    JsonPath report;

    /** The name of the page, and of the library. */
    abstract String library();

    /** What the API calls the user. */
    abstract String caller();

    @BeforeAll
    void visit() {
        NodeProject scripts = BrowserIsInstalled.scripts();
        Map<String, String> environment = Map.of(
                "CHROMIUM",
                Chromium.find().orElseThrow().toString(),
                "LIBRARY",
                library(),
                "PAGES",
                pages,
                "FOREIGN",
                foreign,
                "API",
                api.replaceFirst("/$", ""),
                "ISSUER",
                issuer,
                "USERNAME",
                DevelopmentIssuer.USER,
                "PASSWORD",
                DevelopmentIssuer.PASSWORD,
                "EVIDENCE",
                scripts.directory().resolveSibling("evidence").toString());
        report = JsonPath.from(scripts.run("visit.mjs", environment, VISIT).stdout());
    }

    @Test
    void prints() {
        System.out.println(report.prettify());
    }
}
