package org.dpop4j.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dpop4j.jakarta.rest.RestProbe;
import org.junit.jupiter.api.Test;

/** */
class RestProofTest {
    private static final String DISPATCHER = "org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher";

    private final Map<String, ServletRegistration> servlets = new TreeMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final RestProof proof = new RestProof();

    /** What a servlet does when it is asked. */
    private interface Behaviour {
        void respond(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    @Test
    void holdsWhereEachServletHasOurFilters() throws Exception {
        servlet("one", DISPATCHER, "/one/*", this::receive);
        servlet("two", DISPATCHER, "/two/*", this::receive);

        assertFalse(proof.isGiven());
        assertTrue(holds());
        assertTrue(proof.isGiven());
        assertEquals(List.of("one", "two"), asked);
    }

    @Test
    void isAskedForOnce() throws Exception {
        servlet("one", DISPATCHER, "/*", this::receive);
        holds();

        assertTrue(holds());
        assertEquals(List.of("one"), asked);
    }

    @Test
    void doesNotHoldWhereOneServletHasNot() throws Exception {
        servlet("one", DISPATCHER, "/one/*", this::receive);
        servlet("two", DISPATCHER, "/two/*", (request, response) -> response.setStatus(404));

        assertFalse(holds());
        assertFalse(holds());
        assertFalse(proof.isGiven());
        assertEquals(List.of("one", "two"), asked);
    }

    @Test
    void asksOnlyServletsOfJakartaRestThatRequestsGetTo() throws Exception {
        servlet("jakarta.ws.rs.core.Application", null, "/*", this::receive);
        servlet("plain", "org.acme.Servlet", "/plain", this::receive);
        servlet("unmapped", DISPATCHER, null, this::receive);

        assertTrue(holds());
        assertEquals(List.of("jakarta.ws.rs.core.Application"), asked);
    }

    @Test
    void tellsNothingOfTheClient() throws Exception {
        servlet("one", DISPATCHER, "/*", (request, response) -> {
            assertEquals("DPOP4J", request.getMethod());
            assertEquals("/context/dpop4j/probe", request.getRequestURI());
            assertFalse(request.getHeaders("Authorization").hasMoreElements());
            response.setHeader("X-Probe", "none of it gets out");
            response.setStatus(204);
            response.getOutputStream().write(1);
            response.flushBuffer();
            receive(request, response);
        });

        assertTrue(holds());
        assertEquals(Map.of(), attributes);
    }

    @Test
    void aServletThatDoesNotStartIsAskedAgain() throws Exception {
        servlet("one", DISPATCHER, "/*", (request, response) -> {
            if (asked.size() == 1) {
                throw new ServletException("not yet");
            }
            receive(request, response);
        });

        assertThrows(ServletException.class, this::holds);
        assertTrue(holds());
    }

    @Test
    void aResponseFilterMayFail() throws Exception {
        servlet("one", DISPATCHER, "/*", (request, response) -> {
            receive(request, response);
            throw new IllegalStateException("no such method");
        });

        assertTrue(holds());
    }

    private boolean holds() throws ServletException, IOException {
        ServletContext context = context();
        return proof.holds(RestServlets.of(context), request(context), fake(HttpServletResponse.class, Map.of()));
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) {
        ((RestProbe) request.getAttribute(RestProbe.ATTRIBUTE)).receive();
    }

    private void servlet(String name, String type, String mapping, Behaviour behaviour) {
        servlets.put(
                name,
                fake(
                        ServletRegistration.class,
                        Map.of(
                                "getName", (proxy, method, arguments) -> name,
                                "getClassName", (proxy, method, arguments) -> type,
                                "getMappings",
                                        (proxy, method, arguments) -> mapping == null ? List.of() : List.of(mapping))));
        behaviours.put(name, behaviour);
    }

    private ServletContext context() {
        return fake(
                ServletContext.class,
                Map.of(
                        "getServletRegistrations", (proxy, method, arguments) -> servlets,
                        "getClassLoader",
                                (proxy, method, arguments) -> getClass().getClassLoader(),
                        "getContextPath", (proxy, method, arguments) -> "/context",
                        "getNamedDispatcher", (proxy, method, arguments) -> dispatcher((String) arguments[0])));
    }

    private RequestDispatcher dispatcher(String name) {
        return fake(RequestDispatcher.class, Map.of("include", (proxy, method, arguments) -> {
            asked.add(name);
            behaviours.get(name).respond((HttpServletRequest) arguments[0], (HttpServletResponse) arguments[1]);
            return null;
        }));
    }

    private HttpServletRequest request(ServletContext context) {
        return fake(
                HttpServletRequest.class,
                Map.of(
                        "getServletContext", (proxy, method, arguments) -> context,
                        "getContextPath", (proxy, method, arguments) -> "/context",
                        "getAttribute", (proxy, method, arguments) -> attributes.get(arguments[0]),
                        "setAttribute",
                                (proxy, method, arguments) -> attributes.put((String) arguments[0], arguments[1]),
                        "removeAttribute", (proxy, method, arguments) -> attributes.remove(arguments[0])));
    }

    /** Knows these methods and no others. */
    private static <T> T fake(Class<T> type, Map<String, InvocationHandler> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    InvocationHandler known = methods.get(method.getName());
                    if (known == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return known.invoke(proxy, method, arguments);
                }));
    }
}
