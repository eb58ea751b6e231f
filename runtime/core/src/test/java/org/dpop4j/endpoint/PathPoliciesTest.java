package org.dpop4j.endpoint;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED_WITH_NONCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dpop4j.http.PathPattern;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what is demanded at paths, whatever serves them")
class PathPoliciesTest {
    private static final PathPolicies PATHS =
            paths("/admin/*,/graphql,/orders/*,/open/secret", "/open/*,/orders/public", "");

    private static PathPolicies paths(String required, String optional, String root) {
        return PathPolicies.of(
                DPoPSettings.read(
                        SettingSource.of(
                                "dpop.", Map.of("dpop.required-paths", required, "dpop.optional-paths", optional)),
                        "application"),
                root);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/graphql, REQUIRED",
        "/graphql/, REQUIRED",
        "/graphql/x, BY_MODE",
        "/graphqlx, BY_MODE",
        "/admin, REQUIRED",
        "/Admin, BY_MODE",
        "/, BY_MODE",
        "/open, OPTIONAL",
        "/open/x, OPTIONAL",
        "/open/secret, REQUIRED",
        "/open/secret/, REQUIRED",
        "/open/secret/x, OPTIONAL",
        "/orders/1, REQUIRED",
        "/orders/public, OPTIONAL",
        "/orders/public/x, REQUIRED"
    })
    @DisplayName("the longest path decides")
    void longestDecides(String target, EndpointPolicy policy) {
        assertEquals(policy, PATHS.policyOf(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61dmin",
                "//admin",
                "/x/../admin",
                "/x/%2e%2e/admin",
                "/open/..;/admin",
                "/open/%2e%2e%3Bx/admin/",
                "/open%2f..%2fadmin",
                "/admin;v=1/users",
                "/admin%2Fusers",
                "/%2561dmin",
                "/open/%5c../admin",
                "/open/%00",
                "/open/%zz",
                "/open/y///../../admin",
                "/open/y%2F%2F%2F..%2F..%2Fadmin",
                "/graphql;jsessionid=1/foo",
                "/admin;jsessionid=1/../open",
                "https://api.example/open",
                "http://api.example?x=/open",
                "*"
            })
    @DisplayName("where a path may be read in several ways, or in none that is known, the strictest meaning decides")
    void strictestReadingDecides(String target) {
        assertEquals(REQUIRED, PATHS.policyOf(target));
    }

    @Test
    @DisplayName("a path opens nothing that can be read as another one")
    void opensNothingElse() {
        assertEquals(BY_MODE, PATHS.policyOf("/open/../x"));
        assertEquals(BY_MODE, PATHS.policyOf("/x/..%2fopen/y"));
        assertEquals(BY_MODE, PATHS.policyOf("//open/x"));
        assertEquals(OPTIONAL, PATHS.policyOf("/open/a%20b"));
        assertEquals(OPTIONAL, PATHS.policyOf("/open/a;v=1"));
    }

    @Test
    @DisplayName("without a demand an unknown path is like every other one")
    void unknownWithoutDemand() {
        PathPolicies openOnly = PathPolicies.NONE.with(List.of(PathPattern.parse("/open/*")), OPTIONAL, "");
        assertEquals(BY_MODE, openOnly.policyOf("/open/%zz"));
        assertFalse(openOnly.demandSomewhere());
        assertTrue(PATHS.demandSomewhere());
        assertEquals(BY_MODE, PathPolicies.NONE.policyOf("/open/%zz"));
    }

    @Test
    @DisplayName("they are relative to the root of the application")
    void relative() {
        PathPolicies paths = paths("/admin/*", "/open/*", "/api");
        assertEquals(REQUIRED, paths.policyOf("/api/admin"));
        assertEquals(REQUIRED, paths.policyOf("/%61pi//admin"));
        assertEquals(BY_MODE, paths.policyOf("/admin"));
        assertEquals(REQUIRED, paths("/admin", "/open", "/").policyOf("/admin"));
        assertEquals(REQUIRED, paths("/admin", "/open", "/caf\u00e9").policyOf("/caf%C3%A9/admin"));
    }

    @Test
    @DisplayName("of several texts of a path the strictest decides")
    void severalTexts() {
        assertEquals(REQUIRED, PATHS.policyOf("/open/x", "/admin"));
        assertEquals(BY_MODE, PATHS.policyOf("/open/x", "/x"));
        assertEquals(OPTIONAL, PATHS.policyOf("/open/x", "/open/y"));
    }

    @Test
    @DisplayName("of two that are equally long the stricter one decides; a name in braces counts for nothing")
    void stricterDecides() {
        List<PathPattern> chat = List.of(PathPattern.parse("/chat/a"));
        List<PathPattern> rooms = List.of(PathPattern.ofTemplate("/chat/{room}"));
        PathPolicies paths = PathPolicies.NONE.with(rooms, OPTIONAL, "").with(chat, REQUIRED, "");
        assertEquals(REQUIRED, paths.policyOf("/chat/a"));
        assertEquals(OPTIONAL, paths.policyOf("/chat/b"));
        assertEquals(
                REQUIRED_WITH_NONCE, paths.with(chat, REQUIRED_WITH_NONCE, "").policyOf("/chat/a"));
    }

    @Test
    @DisplayName("an annotation has the first word, the path the second, the mode the last")
    void annotationsFirst() {
        assertEquals(OPTIONAL, OPTIONAL.orByPath(REQUIRED));
        assertEquals(REQUIRED, REQUIRED.orByPath(OPTIONAL));
        assertEquals(REQUIRED, BY_MODE.orByPath(REQUIRED));
        assertEquals(BY_MODE, BY_MODE.orByPath(BY_MODE));
    }
}
