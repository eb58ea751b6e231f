package org.dpop4j.jakarta.rest;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.endpoint.EndpointPolicy;
import org.junit.jupiter.api.Test;

/** H-123: the methods and classes that servers name. The rest is in {@link ReflectedApplicationTest}. */
class EndpointAnnotationsTest {
    private final EndpointAnnotations annotations = new EndpointAnnotations(List.of());

    @Test
    void h123_aBridgeMethodHidesNothing() {
        for (Class<?> type : List.of(OfGenericInterface.class, AnnotatedItself.class)) {
            Method bridge = Arrays.stream(type.getDeclaredMethods())
                    .filter(Method::isBridge)
                    .findFirst()
                    .orElseThrow();
            assertEquals(REQUIRED, annotations.policyOf(bridge, type));
            assertEquals(REQUIRED, annotations.policyOf(method(type, "get"), type));
        }
    }

    /** A server may name the proxy of a bean as the class that answers. */
    @Test
    void q03_aProxyClassIsLookedThrough() {
        assertEquals(REQUIRED, annotations.policyOf(method(Bean.class, "plain"), ProxyOfBean.class));
        assertEquals(REQUIRED, annotations.policyOf(method(ProxyOfBean.class, "plain"), ProxyOfBean.class));
        assertEquals(OPTIONAL, annotations.policyOf(method(ProxyOfBean.class, "optedOut"), ProxyOfBean.class));
    }

    /** By the templates from the root on; the strictest where they lead nowhere. */
    @Test
    void q02_theLocatorsOnTheWayAreFollowed() {
        assertLocators(List.of(BY_MODE, REQUIRED), "/tree/open/guarded/leaf");
        assertLocators(List.of(BY_MODE, BY_MODE), "/tree/open/other/leaf");
        assertLocators(List.of(REQUIRED, REQUIRED), "/tree/any/guarded/\u2028");
        assertLocators(List.of(REQUIRED, BY_MODE), "/tree/any/other");
        // Encoded otherwise than the template, or found by a proxy of the server: nobody knows.
        assertLocators(List.of(BY_MODE, REQUIRED, BY_MODE), "/tree/open/g%75arded");
        assertLocators(List.of(BY_MODE, REQUIRED, REQUIRED, BY_MODE), "/tr%65e/open/other");
    }

    private void assertLocators(List<EndpointPolicy> expected, String path) {
        List<EndpointPolicy> found =
                annotations.policiesOfLocators(List.of(Tree.class, Branch.class, Leaf.class), path);
        assertEquals(
                expected.stream().sorted().toList(), found.stream().sorted().toList());
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    public interface GenericInterface<T> {
        @DPoPRequired
        void get(T value);
    }

    public static class OfGenericInterface implements GenericInterface<String> {
        @Override
        public void get(String value) {}
    }

    public interface OpenInterface<T> {
        @DPoPOptional
        void get(T value);
    }

    public static class AnnotatedItself implements OpenInterface<String> {
        @Override
        @DPoPRequired
        public void get(String value) {}
    }

    @DPoPRequired
    public static class Bean {
        public void plain() {}

        @DPoPOptional
        public void optedOut() {}
    }

    public static class ProxyOfBean extends Bean {
        @Override
        public void plain() {}

        @Override
        public void optedOut() {}
    }

    @Path("tree")
    public static class Tree {
        @Path("open")
        public Branch open() {
            return new Branch();
        }

        @Path("{any}")
        @DPoPRequired
        public Branch any() {
            return new Branch();
        }
    }

    public static class Branch {
        @Path("guarded")
        @DPoPRequired
        public Leaf guarded() {
            return new Leaf();
        }

        @Path("other")
        public Leaf other() {
            return new Leaf();
        }
    }

    public static class Leaf {
        @GET
        public void get() {}
    }
}
