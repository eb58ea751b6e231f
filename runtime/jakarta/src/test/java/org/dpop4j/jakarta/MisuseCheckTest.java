package org.dpop4j.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.Test;

/** Q-03, H-122. */
class MisuseCheckTest {
    @Test
    void h122_refusesPermitAllBesideTheDemand() {
        assertProblem("@DPoPRequired and @PermitAll contradict each other on ", "#get", PermittedMethod.class);
        assertProblem("@DPoPRequired and @PermitAll contradict each other on ", "PermittedClass", PermittedClass.class);
    }

    @Test
    void h122_refusesBothAnnotationsInOnePlace() {
        assertProblem("@DPoPRequired and @DPoPOptional contradict each other on ", "#get", BothOnMethod.class);
    }

    @Test
    void h122_acceptsPermitAllOnAnotherLevel() {
        assertFine(PermittedBelowRequired.class);
    }

    @Test
    void q03_refusesPlacesThatProtectNothing() {
        assertProblem("@DPoPRequired has no effect on ", "NoResource", NoResource.class);
        assertProblem("@DPoPRequired has no effect on ", "NoResourceMethod#get", NoResourceMethod.class);
        assertProblem("@DPoPOptional has no effect on ", "OptionalNowhere", OptionalNowhere.class);
        assertProblem("@DPoPRequired has no effect on ", "MetaNowhere", MetaNowhere.class);
        assertProblem("@DPoPRequired has no effect on ", "#helper", AnnotatedHelperMethod.class);
    }

    @Test
    void q03_acceptsEveryPlaceThatReachesAnEndpoint() {
        assertFine(Resource.class);
        assertFine(SubResource.class);
        assertFine(WholeApplication.class);
        assertFine(Api.class, ApiResource.class);
        assertFine(Base.class, OfBase.class);
        assertFine(BaseMethod.class, OfBaseMethod.class);
        assertFine(Sensitive.class, MetaResource.class);
    }

    /** A base class that no resource inherits from protects nothing. */
    @Test
    void q03_refusesABaseClassOfNothing() {
        assertProblem("@DPoPRequired has no effect on ", "Base", Base.class);
        assertProblem("@DPoPRequired has no effect on ", "Base", Base.class, Resource.class);
    }

    /** A filter that is not loaded protects nothing. */
    @Test
    void q03_refusesAnApplicationThatLoadsNoServices() {
        assertProblem("jakarta.ws.rs.loadServices = false in the properties of ", "NoServices", NoServices.class);
        assertFine(OtherProperties.class);
        assertFine(UnreadableProperties.class);
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

    @Path("a")
    public static class PermittedMethod {
        @GET
        @DPoPRequired
        @PermitAll
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    @PermitAll
    public static class PermittedClass {
        @GET
        public void get() {}
    }

    @Path("a")
    public static class BothOnMethod {
        @GET
        @DPoPRequired
        @DPoPOptional
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    public static class PermittedBelowRequired {
        @GET
        @PermitAll
        public void get() {}
    }

    @DPoPRequired
    public static class NoResource {
        public void get() {}
    }

    public static class NoResourceMethod {
        @DPoPRequired
        public void get() {}
    }

    @DPoPOptional
    public static class OptionalNowhere {}

    @Sensitive
    public static class MetaNowhere {}

    @Path("a")
    public static class AnnotatedHelperMethod {
        @GET
        public void get() {}

        @DPoPRequired
        public void helper() {}
    }

    @Path("a")
    @DPoPRequired
    public static class Resource {
        @GET
        @DPoPOptional
        public void get() {}
    }

    @DPoPRequired
    public static class SubResource {
        @GET
        public void get() {}
    }

    @DPoPRequired
    public static class WholeApplication extends Application {}

    @Path("a")
    @DPoPRequired
    public interface Api {
        @GET
        @DPoPOptional
        void get();
    }

    public static class ApiResource implements Api {
        @Override
        public void get() {}
    }

    @DPoPRequired
    public abstract static class Base {}

    @Path("a")
    public static class OfBase extends Base {
        @GET
        public void get() {}
    }

    public abstract static class BaseMethod {
        @DPoPRequired
        public abstract void get();
    }

    @Path("a")
    public static class OfBaseMethod extends BaseMethod {
        @Override
        @GET
        public void get() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired
    public @interface Sensitive {}

    @Path("a")
    @Sensitive
    public static class MetaResource {
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
