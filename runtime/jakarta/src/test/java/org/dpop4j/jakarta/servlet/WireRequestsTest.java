package org.dpop4j.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** by which path the container has found what responds. */
class WireRequestsTest {
    private final Map<String, Object> answers = new HashMap<>(Map.of("getContextPath", "/app", "getRequestURI", "/x"));

    private String routed(MappingMatch match, String servletPath, String pathInfo) {
        answers.put("getServletPath", servletPath);
        answers.put("getPathInfo", pathInfo);
        HttpServletMapping mapping = fake(HttpServletMapping.class, Map.of("getMappingMatch", match));
        answers.put("getHttpServletMapping", mapping);
        return new WireRequests(null).pathsOf(fake(HttpServletRequest.class, answers))[2];
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void isTheWholePath() {
        assertEquals("/app/secret", routed(MappingMatch.EXACT, "/secret", null));
        assertEquals("/app/a.do", routed(MappingMatch.EXTENSION, "/a.do", null));
        assertEquals("/app/private/x", routed(MappingMatch.PATH, "/private", "/x"));
        assertEquals("/app/private", routed(MappingMatch.PATH, "/private", null));
        assertEquals("/app/file.txt", routed(MappingMatch.DEFAULT, "/file.txt", null));
        assertEquals("/app/file.txt", routed(MappingMatch.DEFAULT, "", "/file.txt"));
        assertEquals("/app/", routed(MappingMatch.CONTEXT_ROOT, "", "/"));
    }

    @Test
    void isUnknownWhereTheMappingAllowsNoRest() {
        assertEquals("", routed(MappingMatch.EXACT, "/secret", "/x"));
        assertEquals("", routed(MappingMatch.EXTENSION, "/a.do", "/x"));
        assertEquals("", routed(MappingMatch.EXACT, "/secret", "x"));
        assertEquals("", routed(MappingMatch.PATH, "/private", "x"));
    }

    @Test
    void hasACharacterForEachByte() {
        assertEquals("/app/caf\u00c3\u00a9", routed(MappingMatch.PATH, "/caf\u00e9", null));
        answers.put("getContextPath", "/caf\u00e9");
        assertEquals("/caf\u00c3\u00a9/x", routed(MappingMatch.EXACT, "/x", null));
    }

    @Test
    void hasNoEscapes() {
        assertEquals("/app/%2541", routed(MappingMatch.DEFAULT, "/%41", null));
    }
}
