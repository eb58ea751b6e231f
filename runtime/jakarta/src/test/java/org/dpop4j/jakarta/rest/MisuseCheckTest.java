package org.dpop4j.jakarta.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Map;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.Test;

/** what stops a deployment. Which annotations are misused is in {@link ReflectedApplicationTest}. */
class MisuseCheckTest {
    /** A filter that is not loaded protects nothing. */
    @Test
    void q03_refusesAnApplicationThatLoadsNoServices() {
        assertProblem("jakarta.ws.rs.loadServices = false in the properties of ", "NoServices", NoServices.class);
        assertFine(OtherProperties.class);
        assertFine(UnreadableProperties.class);
    }

    @Test
    void q03_findsTheEndpointsOfAllClasses() {
        assertProblem("@DPoPRequired has no effect on ", "Base", Base.class);
        assertFine(Base.class, Resource.class);
        assertFine(Base.class, SubResource.class);
    }

    private static void assertFine(Class<?>... classes) {
        assertEquals(List.of(), MisuseCheck.problems(List.of(classes)));
    }

    private static void assertProblem(String begin, String place, Class<?>... classes) {
        List<String> problems = MisuseCheck.problems(List.of(classes));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith(begin), problems::toString);
        assertTrue(problems.get(0).contains(place), problems::toString);
    }

    @DPoPRequired
    public abstract static class Base {}

    @Path("a")
    public static class Resource extends Base {
        @GET
        public void get() {}
    }

    public static class SubResource extends Base {
        @GET
        public void get() {}
    }

    public static class NoServices extends Application {
        @Override
        public Map<String, Object> getProperties() {
            return Map.of("jakarta.ws.rs.loadServices", false);
        }
    }

    public static class OtherProperties extends Application {
        @Override
        public Map<String, Object> getProperties() {
            return Map.of("jakarta.ws.rs.loadServices", "true");
        }
    }

    public static class UnreadableProperties extends Application {
        @Override
        public Map<String, Object> getProperties() {
            throw new IllegalStateException("not injected");
        }
    }
}
