package org.dpop4j.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Q-03, H-122: which annotations are misused, whoever looks at the classes. */
public interface PlacementCheckContract extends ModelAdapter {
    String PERMITTED = "@DPoPRequired and @PermitAll contradict each other on ";
    String BOTH = "@DPoPRequired and @DPoPOptional contradict each other on ";
    String REQUIRED = "@DPoPRequired has no effect on ";
    String OPTIONAL = "@DPoPOptional has no effect on ";

    private List<String> problems(Class<?>... classes) {
        ApplicationModel application = application(classes);
        List<EndpointModel> endpoints = Stream.of(classes)
                .flatMap(type -> RestAnnotations.endpointsOf(classOf(application, type)).stream())
                .toList();
        return PlacementCheck.problems(application, endpoints);
    }

    private void assertFine(Class<?>... classes) {
        assertEquals(List.of(), problems(classes));
    }

    private void assertProblem(String begin, String place, Class<?>... classes) {
        List<String> problems = problems(classes);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith(begin + place), problems::toString);
        assertTrue(problems.get(0).contains("emove"), problems::toString);
    }

    private static String in(Class<?> type) {
        return type.getName();
    }

    // Contradictions

    @Test
    default void h122_refusesPermitAllBesideTheDemand() {
        assertProblem(PERMITTED, in(PermittedMethod.class) + "#get: ", PermittedMethod.class);
        assertProblem(PERMITTED, in(PermittedClass.class) + ": ", PermittedClass.class);
        assertProblem(PERMITTED, in(PermittedApi.class) + "#get: ", OfPermittedApi.class);
        assertProblem(PERMITTED, in(PermittedMeta.class) + "#get: ", PermittedMeta.class);
    }

    @Test
    default void h122_acceptsPermitAllOnAnotherLevel() {
        assertFine(PermittedBelowRequired.class, OfPermittingApi.class, OfRequiringApi.class);
    }

    @Test
    default void h122_refusesBothAnnotationsInOnePlace() {
        assertProblem(BOTH, in(BothOnMethod.class) + "#get. ", BothOnMethod.class);
        assertProblem(BOTH, in(BothOnClass.class) + ". ", BothOnClass.class);
        assertProblem(BOTH, in(BothByMeta.class) + ". ", BothByMeta.class);
        assertProblem(BOTH, in(BothInOne.class) + ". ", BothInOne.class);
    }

    @Test
    @DisplayName("what a class inherits stands in another place, also where Java says that the class has it")
    default void h122_acceptsTheOtherAnnotationOnASuperclass() {
        assertFine(RequiredBelowOptional.class);
        assertFine(OptionalBelowRequired.class);
        assertFine(SecuredBelowRelaxed.class);
    }

    @Path("a")
    class PermittedMethod {
        @GET
        @DPoPRequired
        @PermitAll
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    @PermitAll
    class PermittedClass {
        @GET
        public void get() {}
    }

    interface PermittedApi {
        @GET
        @DPoPRequired
        @PermitAll
        void get();
    }

    @Path("a")
    class OfPermittedApi implements PermittedApi {
        @Override
        public void get() {}
    }

    @Path("a")
    class PermittedMeta {
        @GET
        @Secured
        @PermitAll
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    class PermittedBelowRequired {
        @GET
        @PermitAll
        public void get() {}
    }

    interface PermittingApi {
        @GET
        @PermitAll
        void get();
    }

    @Path("a")
    class OfPermittingApi implements PermittingApi {
        @Override
        @DPoPRequired
        public void get() {}
    }

    interface RequiringApi {
        @GET
        @DPoPRequired
        void get();
    }

    @Path("a")
    @PermitAll
    class OfRequiringApi implements RequiringApi {
        @Override
        public void get() {}
    }

    @Path("a")
    class BothOnMethod {
        @GET
        @DPoPRequired
        @DPoPOptional
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    @DPoPOptional
    class BothOnClass {
        @GET
        public void get() {}
    }

    @Path("a")
    @DPoPRequired
    @Relaxed
    class BothByMeta {
        @GET
        public void get() {}
    }

    @Path("a")
    @Undecided
    class BothInOne {
        @GET
        public void get() {}
    }

    @DPoPOptional
    abstract class OptionalBase {}

    @Path("a")
    @DPoPRequired
    class RequiredBelowOptional extends OptionalBase {
        @GET
        public void get() {}
    }

    @DPoPRequired
    abstract class RequiredBase {}

    @Path("a")
    @DPoPOptional
    class OptionalBelowRequired extends RequiredBase {
        @GET
        public void get() {}
    }

    @Path("a")
    @Secured
    class SecuredBelowRelaxed extends OptionalBase {
        @GET
        public void get() {}
    }

    // No effect

    @Test
    default void q03_refusesPlacesThatProtectNothing() {
        assertProblem(REQUIRED, in(NoResource.class) + ", ", NoResource.class);
        assertProblem(REQUIRED, in(NoResourceMethod.class) + "#get, ", NoResourceMethod.class);
        assertProblem(OPTIONAL, in(OptionalNowhere.class) + ", ", OptionalNowhere.class);
        assertProblem(REQUIRED, in(Helper.class) + "#helper, ", Helper.class);
        assertProblem(OPTIONAL, in(PrivateHelper.class) + "#helper, ", PrivateHelper.class);
        assertProblem(REQUIRED, in(NoMethods.class) + ", ", NoMethods.class);
        assertProblem(REQUIRED, in(MethodOfApplication.class) + "#getClasses, ", MethodOfApplication.class);
    }

    @Test
    default void q03_refusesCarriersThatProtectNothing() {
        assertProblem(REQUIRED, in(SecuredNowhere.class) + ", ", SecuredNowhere.class);
        assertProblem(OPTIONAL, in(RelaxedNowhere.class) + ", ", RelaxedNowhere.class);
        assertProblem(REQUIRED, in(SecuredField.class) + "#field, ", SecuredField.class);
        assertProblem(REQUIRED, "a parameter of " + in(SecuredParameter.class) + "#get, ", SecuredParameter.class);
        assertProblem(REQUIRED, in(SecuredConstructor.class) + "#<init>, ", SecuredConstructor.class);
        assertProblem(
                REQUIRED,
                "a parameter of " + in(SecuredConstructorParameter.class) + "#<init>, ",
                SecuredConstructorParameter.class);
    }

    @Test
    @DisplayName("servers that look at running code would not see it")
    default void q03_refusesCarriersThatAreNotKept() {
        assertProblem(REQUIRED, in(Forgotten.class) + ", which is not kept at run time. ", Forgotten.class);
        assertProblem(OPTIONAL, in(ForgottenByDefault.class) + ", which is not kept ", ForgottenByDefault.class);
        assertProblem(REQUIRED, in(Forgotten.class) + ", ", Resource.class, Forgotten.class);
    }

    @Test
    default void q03_refusesABaseClassOfNothing() {
        assertProblem(REQUIRED, in(Base.class) + ", ", Base.class);
        assertProblem(REQUIRED, in(Base.class) + ", ", Base.class, Resource.class);
    }

    /** The annotated one is not the one that is called. */
    @Test
    default void q03_refusesAnOverload() {
        assertProblem(REQUIRED, in(Overloads.class) + "#get, ", Overloads.class);
        assertProblem(REQUIRED, in(OfGenericApi.class) + "#find, ", OfGenericApi.class);
    }

    @Test
    default void q03_acceptsEveryPlaceThatReachesAnEndpoint() {
        assertFine(Resource.class);
        assertFine(SubResource.class);
        assertFine(Locators.class);
        assertFine(WholeApplication.class);
        assertFine(OfBaseApplication.class);
        assertFine(Api.class);
        assertFine(ApiResource.class);
        assertFine(OfBase.class);
        assertFine(OfBaseMethod.class);
        assertFine(MetaResource.class);
        assertFine(Secured.class, Relaxed.class, Undecided.class);
    }

    @Test
    @DisplayName("what a compiler copies to a bridge method is nowhere else than on the method")
    default void h123_acceptsABridge() {
        assertFine(Bridged.class);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired
    @interface Secured {}

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPOptional
    @interface Relaxed {}

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired
    @DPoPOptional
    @interface Undecided {}

    @Retention(RetentionPolicy.CLASS)
    @DPoPRequired
    @interface Forgotten {}

    @DPoPOptional
    @interface ForgottenByDefault {}

    @DPoPRequired
    class NoResource {
        public void get() {}
    }

    class NoResourceMethod {
        @DPoPRequired
        public void get() {}
    }

    @DPoPOptional
    class OptionalNowhere {}

    @Path("a")
    class Helper {
        @GET
        public void get() {}

        @DPoPRequired
        public void helper() {}
    }

    @Path("a")
    class PrivateHelper {
        @GET
        public void get() {
            helper();
        }

        @DPoPOptional
        private void helper() {}
    }

    @Path("a")
    @DPoPRequired
    class NoMethods {}

    class MethodOfApplication extends Application {
        @Override
        @DPoPRequired
        public java.util.Set<Class<?>> getClasses() {
            return java.util.Set.of();
        }
    }

    @Secured
    class SecuredNowhere {}

    @Relaxed
    class RelaxedNowhere {}

    @Path("a")
    class SecuredField {
        @Secured
        String field = "";

        @GET
        public void get() {}
    }

    @Path("a")
    class SecuredParameter {
        @GET
        public void get(@Secured String parameter) {}
    }

    @Path("a")
    class SecuredConstructor {
        @Secured
        public SecuredConstructor() {}

        @GET
        public void get() {}
    }

    @Path("a")
    class SecuredConstructorParameter {
        public SecuredConstructorParameter(@Secured String parameter) {}

        @GET
        public void get() {}
    }

    @Path("a")
    class Overloads {
        @GET
        public void get() {}

        @DPoPRequired
        public void get(String other) {}
    }

    interface GenericApi<T> {
        @GET
        void find(T key);
    }

    @Path("a")
    class OfGenericApi implements GenericApi<String> {
        @Override
        public void find(String key) {}

        @DPoPRequired
        public void find(Integer key) {}
    }

    @Path("a")
    class Bridged implements GenericApi<String> {
        @Override
        @DPoPRequired
        public void find(String key) {}
    }

    @Path("a")
    @DPoPRequired
    class Resource {
        @GET
        @DPoPOptional
        public void get() {}
    }

    @DPoPRequired
    class SubResource {
        @GET
        public void get() {}
    }

    @Path("a")
    class Locators {
        @Path("b")
        @DPoPRequired
        public Object locator() {
            return this;
        }
    }

    @DPoPRequired
    class WholeApplication extends Application {}

    @DPoPRequired
    abstract class BaseApplication extends Application {}

    class OfBaseApplication extends BaseApplication {}

    @Path("a")
    @DPoPRequired
    interface Api {
        @GET
        @DPoPOptional
        void get();
    }

    class ApiResource implements Api {
        @Override
        public void get() {}
    }

    @DPoPRequired
    abstract class Base {}

    @Path("a")
    class OfBase extends Base {
        @GET
        public void get() {}
    }

    abstract class BaseMethod {
        @DPoPRequired
        public abstract void get();
    }

    @Path("a")
    class OfBaseMethod extends BaseMethod {
        @Override
        @GET
        public void get() {}
    }

    @Path("a")
    @Secured
    class MetaResource {
        @GET
        public void get() {}
    }
}
