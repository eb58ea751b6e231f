package org.dpop4j.endpoint;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED_WITH_NONCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Optional;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Q-03, H-123: what the annotations on an endpoint mean, whoever looks at the classes. */
public interface PolicyResolverContract extends ModelAdapter {
    private void assertPolicy(EndpointPolicy expected, Class<?> type, String name, String... parameters) {
        ApplicationModel application = application(type);
        EndpointModel endpoint = endpoint(application, type, name, parameters);
        assertEquals(expected, new PolicyResolver(application).policyOf(endpoint), () -> type + "#" + name);
    }

    private void assertPolicyAmong(EndpointPolicy expected, Class<?> type, String name, Class<?>... classes) {
        ApplicationModel application = application(classes);
        EndpointModel endpoint = endpoint(application, type, name);
        assertEquals(expected, new PolicyResolver(application).policyOf(endpoint), () -> type + "#" + name);
    }

    // Methods and classes

    @Test
    default void aMethodBeatsItsClass() {
        assertPolicy(REQUIRED, ClassLevel.class, "plain");
        assertPolicy(OPTIONAL, ClassLevel.class, "optedOut");
        assertPolicy(REQUIRED_WITH_NONCE, ClassLevel.class, "stricter");
        assertPolicy(BY_MODE, Unannotated.class, "get");
    }

    @DPoPRequired
    class ClassLevel {
        public void plain() {}

        @DPoPOptional
        public void optedOut() {}

        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public void stricter() {}
    }

    class Unannotated {
        public void get() {}
    }

    // What is inherited

    @Test
    default void whatASuperclassSaysCounts() {
        assertPolicy(REQUIRED, OfSuperclass.class, "get");
        assertPolicy(REQUIRED, OfSuperclass.class, "plain");
        assertPolicy(OPTIONAL, OfSuperclass.class, "optedOut");
        assertPolicy(REQUIRED, OverridesOfSuperclass.class, "get");
        assertPolicy(REQUIRED, OverridesOfSuperclass.class, "inherited");
        assertPolicy(OPTIONAL, OptsOutOfSuperclass.class, "get");
    }

    @Test
    default void whatAnInterfaceSaysCounts() {
        assertPolicy(REQUIRED, OfInterface.class, "get");
        assertPolicy(REQUIRED, OfInterfaceOfInterface.class, "get");
        assertPolicy(REQUIRED_WITH_NONCE, OfInterfaceMethods.class, "get");
        assertPolicy(OPTIONAL, OfInterfaceMethods.class, "other");
        assertPolicy(REQUIRED, OfInterfaceMethods.class, "byDefault");
    }

    @Test
    default void aClassBeatsWhatItInherits() {
        assertPolicy(OPTIONAL, OptionalBelowRequired.class, "get");
        assertPolicy(REQUIRED, RequiredBelowOptional.class, "get");
    }

    @Test
    default void ofTwoEquallyNearTheStricterWins() {
        assertPolicy(REQUIRED, OfTwoInterfaces.class, "get");
        assertPolicy(REQUIRED_WITH_NONCE, OfTwoInterfaces.class, "implemented");
    }

    class OfSuperclass extends ClassLevel {
        public void get() {}
    }

    abstract class AnnotatedMethods {
        @DPoPRequired
        public abstract void get();

        @DPoPRequired
        public void inherited() {}
    }

    @DPoPOptional
    class OverridesOfSuperclass extends AnnotatedMethods {
        @Override
        public void get() {}
    }

    class OptsOutOfSuperclass extends AnnotatedMethods {
        @Override
        @DPoPOptional
        public void get() {}
    }

    @DPoPRequired
    interface AnnotatedInterface {
        void get();
    }

    interface OfAnnotatedInterface extends AnnotatedInterface {}

    class OfInterface implements AnnotatedInterface {
        @Override
        public void get() {}
    }

    class OfInterfaceOfInterface implements OfAnnotatedInterface {
        @Override
        public void get() {}
    }

    interface InterfaceMethods {
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        void get();

        @DPoPOptional
        void other();

        @DPoPRequired
        default void byDefault() {}
    }

    class OfInterfaceMethods implements InterfaceMethods {
        @Override
        public void get() {}

        @Override
        public void other() {}
    }

    @DPoPOptional
    class OptionalBelowRequired extends ClassLevel implements AnnotatedInterface {
        @Override
        public void get() {}
    }

    @DPoPOptional
    abstract class OptionalClass {}

    @DPoPRequired
    class RequiredBelowOptional extends OptionalClass {
        public void get() {}
    }

    @DPoPOptional
    interface OptionalInterface {
        @DPoPRequired
        void implemented();
    }

    @DPoPRequired
    interface RequiredInterface {
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        void implemented();
    }

    class OfTwoInterfaces implements OptionalInterface, RequiredInterface {
        public void get() {}

        @Override
        public void implemented() {}
    }

    // Type variables

    @Test
    default void aTypeVariableStandsForWhatTheSubtypeSays() {
        assertPolicy(REQUIRED, OfGenericInterface.class, "get");
        assertPolicy(REQUIRED, OfGenericSuperclass.class, "get");
        assertPolicy(REQUIRED, OfGenericSubinterface.class, "get");
        assertPolicy(REQUIRED, OfArrays.class, "get");
        assertPolicy(REQUIRED, GenericMethod.class, "get");
    }

    @Test
    @DisplayName("an overload is another method, whatever a type variable could stand for")
    default void anOverloadInheritsNothing() {
        assertPolicy(OPTIONAL, Overloads.class, "find", "java.lang.String");
        assertPolicy(BY_MODE, Overloads.class, "find", "java.lang.Integer");
        assertPolicy(BY_MODE, Overloads.class, "find", "java.lang.String[]");
        assertPolicy(OPTIONAL, OverloadsOfArrays.class, "find", "java.lang.String[]");
        assertPolicy(BY_MODE, OverloadsOfArrays.class, "find", "java.lang.Integer[]");
    }

    @Test
    @DisplayName("a generic superclass may implement what the class says, without knowing it")
    default void aGenericSuperclassImplementsForItsSubclass() {
        assertPolicy(REQUIRED, ImplementedBySuperclass.class, "get");
    }

    @Test
    default void aVariableThatNobodyGivesATypeMayStandForAny() {
        assertPolicy(REQUIRED, RawImplementation.class, "get");
    }

    interface GenericInterface<T> {
        @DPoPRequired
        void get(T value);
    }

    class OfGenericInterface implements GenericInterface<String> {
        @Override
        public void get(String value) {}
    }

    abstract class GenericSuperclass<T extends Comparable<T>> {
        @DPoPRequired
        public abstract void get(T value);
    }

    class OfGenericSuperclass extends GenericSuperclass<Long> {
        @Override
        public void get(Long value) {}
    }

    interface GenericSubinterface<A, B> extends GenericInterface<B> {}

    class OfGenericSubinterface implements GenericSubinterface<Integer, String> {
        @Override
        public void get(String value) {}
    }

    interface GenericArrays<T> {
        @DPoPRequired
        void get(T[][] values);
    }

    class OfArrays implements GenericArrays<String> {
        @Override
        public void get(String[][] values) {}
    }

    interface InterfaceOfGenericMethod {
        @DPoPRequired
        <T extends Number> void get(T value);
    }

    class GenericMethod implements InterfaceOfGenericMethod {
        @Override
        public <N extends Number> void get(N value) {}
    }

    interface Crud<K> {
        @DPoPOptional
        void find(K key);
    }

    class Overloads implements Crud<String> {
        @Override
        public void find(String key) {}

        public void find(Integer key) {}

        public void find(String[] keys) {}
    }

    interface ArrayCrud<K> {
        @DPoPOptional
        void find(K[] keys);
    }

    class OverloadsOfArrays implements ArrayCrud<String> {
        @Override
        public void find(String[] keys) {}

        public void find(Integer[] keys) {}
    }

    class Base<T> {
        public void get(T value) {}
    }

    interface StringApi {
        @DPoPRequired
        void get(String value);
    }

    class ImplementedBySuperclass extends Base<String> implements StringApi {}

    @SuppressWarnings("rawtypes")
    class RawImplementation implements GenericInterface {
        @Override
        public void get(Object value) {}
    }

    // Annotations of the application

    @Test
    default void annotationsOfTheApplicationCarryOurs() {
        assertPolicy(REQUIRED_WITH_NONCE, MetaAnnotated.class, "direct");
        assertPolicy(REQUIRED_WITH_NONCE, MetaAnnotated.class, "indirect");
        assertPolicy(REQUIRED_WITH_NONCE, MetaAnnotated.class, "besideOurs");
        assertPolicy(OPTIONAL, MetaAnnotated.class, "relaxed");
        assertPolicy(REQUIRED, MetaAnnotated.class, "get");
    }

    @Test
    @DisplayName("an annotation that is not kept at run time carries nothing; PlacementCheckContract refuses it")
    default void whatIsNotKeptCarriesNothing() {
        assertPolicy(BY_MODE, OfForgotten.class, "get");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @interface Sensitive {}

    @Retention(RetentionPolicy.RUNTIME)
    @Sensitive
    @interface VerySensitive {}

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPOptional
    @interface Relaxed {}

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired
    @interface Secured {}

    @Retention(RetentionPolicy.CLASS)
    @DPoPRequired
    @interface Forgotten {}

    @Secured
    class MetaAnnotated {
        @Sensitive
        public void direct() {}

        @VerySensitive
        public void indirect() {}

        @DPoPRequired
        @Sensitive
        public void besideOurs() {}

        @Relaxed
        public void relaxed() {}

        public void get() {}
    }

    @Forgotten
    class OfForgotten {
        public void get() {}
    }

    // Sub-resources

    @Test
    default void aLocatorDemandsWhatItsSubResourceDemands() {
        assertLocator(REQUIRED, "guarded");
        assertLocator(REQUIRED, "byClass");
        assertLocator(REQUIRED, "byBoundedClass");
        assertLocator(REQUIRED, "byVariable");
        assertLocator(REQUIRED, "byClassOfVariable");
        assertLocator(REQUIRED, "byInterfaces");
        assertLocator(REQUIRED, "inherited");
        assertLocator(BY_MODE, "partlyOpen");
        assertLocator(BY_MODE, "opened");
        assertLocator(BY_MODE, "unknown");
        assertLocator(REQUIRED_WITH_NONCE, "annotated");
    }

    @Test
    @DisplayName("a method that answers is no locator, whatever it returns")
    default void aResourceMethodIsNoLocator() {
        assertLocator(BY_MODE, "answers");
        assertLocator(BY_MODE, "answersOtherwise");
        assertLocator(BY_MODE, "isNoEndpoint");
    }

    @Test
    @DisplayName("a server may name the method of the interface, which knows less of what it returns")
    default void theNearestLocatorKnowsItsSubResource() {
        ApplicationModel application = application(Locators.class, SubResource.class);
        MethodModel declared =
                endpoint(application, LocatorApi.class, "inherited").method();
        EndpointModel locator = new EndpointModel(declared, classOf(application, Locators.class));
        assertEquals(REQUIRED, new PolicyResolver(application).policyOf(locator));
    }

    private void assertLocator(EndpointPolicy expected, String name) {
        assertPolicyAmong(
                expected,
                Locators.class,
                name,
                Locators.class,
                SubResource.class,
                PartlyOpen.class,
                OptionalSubResource.class,
                OfBothApis.class);
    }

    @DPoPRequired
    class SubResource {
        @GET
        public void get() {}
    }

    @DPoPRequired
    class PartlyOpen {
        @GET
        public void guarded() {}

        @GET
        @Path("open")
        @DPoPOptional
        public void open() {}
    }

    @DPoPOptional
    class OptionalSubResource {
        @GET
        public void get() {}
    }

    @DPoPOptional
    interface OpenApi {}

    @DPoPRequired
    interface GuardedApi {}

    class OfBothApis implements OpenApi, GuardedApi {
        @GET
        public void get() {}
    }

    class GenericLocators<T> {
        @Path("variable")
        public T byVariable() {
            throw new UnsupportedOperationException();
        }

        @Path("class-of-variable")
        public Class<T> byClassOfVariable() {
            throw new UnsupportedOperationException();
        }
    }

    interface LocatorApi {
        @Path("inherited")
        Object inherited();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @HttpMethod("QUERY")
    @interface Query {}

    class Locators extends GenericLocators<SubResource> implements LocatorApi {
        @Path("guarded")
        public SubResource guarded() {
            return new SubResource();
        }

        @Path("class")
        public Class<SubResource> byClass() {
            return SubResource.class;
        }

        @Path("bounded-class")
        public Class<? extends SubResource> byBoundedClass() {
            return SubResource.class;
        }

        @Path("interfaces")
        public OfBothApis byInterfaces() {
            return new OfBothApis();
        }

        @Override
        public SubResource inherited() {
            return new SubResource();
        }

        @Path("partly")
        public PartlyOpen partlyOpen() {
            return new PartlyOpen();
        }

        @Path("opened")
        public OptionalSubResource opened() {
            return new OptionalSubResource();
        }

        @Path("unknown")
        public Object unknown() {
            return this;
        }

        @Path("annotated")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public PartlyOpen annotated() {
            return new PartlyOpen();
        }

        @GET
        @Path("answers")
        public SubResource answers() {
            return new SubResource();
        }

        @Query
        @Path("answers-otherwise")
        public SubResource answersOtherwise() {
            return new SubResource();
        }

        public SubResource isNoEndpoint() {
            return new SubResource();
        }
    }

    // Applications

    @Test
    default void theApplicationIsAskedLast() {
        assertPolicyAmong(REQUIRED, Unannotated.class, "get", Unannotated.class, GuardedApplication.class);
        assertPolicyAmong(OPTIONAL, ClassLevel.class, "optedOut", ClassLevel.class, GuardedApplication.class);
        assertPolicyAmong(OPTIONAL, Unannotated.class, "get", Unannotated.class, OpenApplication.class);
        assertPolicyAmong(BY_MODE, Unannotated.class, "get", Unannotated.class, PlainApplication.class);
    }

    @Test
    default void whatOneApplicationDemandsIsDemandedOfAll() {
        assertPolicyAmong(
                REQUIRED,
                Unannotated.class,
                "get",
                Unannotated.class,
                PlainApplication.class,
                OpenApplication.class,
                GuardedApplication.class);
    }

    @Test
    default void whatOneApplicationOpensStaysClosedInOthers() {
        assertPolicyAmong(
                BY_MODE, Unannotated.class, "get", Unannotated.class, PlainApplication.class, OpenApplication.class);
    }

    @Test
    @DisplayName("an abstract application answers nothing itself, and hands on what it says")
    default void anAbstractApplicationHandsOnWhatItSays() {
        assertPolicyAmong(REQUIRED, Unannotated.class, "get", Unannotated.class, OfGuardedBase.class);
        assertPolicyAmong(OPTIONAL, Unannotated.class, "get", Unannotated.class, OpensGuardedBase.class);
        assertPolicyAmong(OPTIONAL, Unannotated.class, "get", Unannotated.class, OpensPlainBase.class);
        assertPolicyAmong(BY_MODE, Unannotated.class, "get", Unannotated.class, GuardedBase.class);
    }

    @DPoPRequired
    class GuardedApplication extends Application {}

    @DPoPOptional
    class OpenApplication extends Application {}

    class PlainApplication extends Application {}

    @DPoPRequired
    abstract class GuardedBase extends Application {}

    class OfGuardedBase extends GuardedBase {}

    @DPoPOptional
    class OpensGuardedBase extends GuardedBase {}

    abstract class PlainBase extends Application {}

    @DPoPOptional
    class OpensPlainBase extends PlainBase {}

    // Who answers is not known

    @Test
    default void anInterfaceIsAsStrictAsWhatIsBehindIt() {
        assertPolicyAmong(REQUIRED, Business.class, "get", Business.class, RequiredBean.class);
        assertPolicyAmong(REQUIRED, Business.class, "get", Business.class, RequiredBean.class, OptionalBean.class);
        assertPolicyAmong(OPTIONAL, Business.class, "get", Business.class, OptionalBean.class);
        assertPolicyAmong(BY_MODE, Business.class, "get", Business.class, OptionalBean.class, PlainBean.class);
        assertPolicyAmong(BY_MODE, Business.class, "get", Business.class);
    }

    @Test
    default void whatAnInterfaceDemandsItselfIsDemandedWhoeverAnswers() {
        assertPolicyAmong(REQUIRED, AnnotatedInterface.class, "get", OptionalBelowRequired.class);
    }

    @Test
    @DisplayName("where a server names a class that does not have the method, that of the method counts as well")
    default void theClassOfTheMethodCountsAsWell() {
        ApplicationModel application = application(ClassLevel.class, Unannotated.class);
        for (String name : new String[] {"plain", "stricter"}) {
            EndpointModel endpoint = endpoint(application, ClassLevel.class, name);
            EndpointModel named = new EndpointModel(endpoint.method(), classOf(application, Unannotated.class));
            PolicyResolver resolver = new PolicyResolver(application);
            assertEquals(resolver.policyOf(endpoint), resolver.policyOf(named));
        }
    }

    interface Business {
        void get();
    }

    @DPoPRequired
    class RequiredBean implements Business {
        @Override
        public void get() {}
    }

    @DPoPOptional
    class OptionalBean implements Business {
        @Override
        public void get() {}
    }

    class PlainBean implements Business {
        @Override
        public void get() {}
    }

    // Nonces

    @Test
    default void knowsWhetherAnythingDemandsANonce() {
        assertTrue(demandsNonceSomewhere(ClassLevel.class));
        assertTrue(demandsNonceSomewhere(MetaAnnotated.class));
        assertTrue(demandsNonceSomewhere(NonceInSubResource.class));
        assertFalse(demandsNonceSomewhere(SubResource.class, PartlyOpen.class, Unannotated.class));
    }

    private boolean demandsNonceSomewhere(Class<?>... classes) {
        return new PolicyResolver(application(classes)).demandsNonceSomewhere();
    }

    class NonceInSubResource {
        @GET
        @VerySensitive
        public void get() {}
    }

    // Roles

    @Test
    default void theNearestAnnotationSaysWhetherARoleIsDemanded() {
        assertRole(true, Roles.class, "byClass");
        assertRole(true, Roles.class, "byMethod");
        assertRole(false, Roles.class, "permitted");
        assertRole(false, Roles.class, "denied");
        assertRole(true, OfRoles.class, "byClass");
        assertRole(false, OfRoles.class, "permitted");
        assertRole(true, OfRoleApi.class, "get");
        assertRole(false, Unannotated.class, "get");
    }

    private void assertRole(boolean expected, Class<?> type, String name) {
        ApplicationModel application = application(type);
        assertEquals(
                expected,
                new PolicyResolver(application).demandsRole(endpoint(application, type, name)),
                () -> type + "#" + name);
    }

    @RolesAllowed("user")
    class Roles {
        public void byClass() {}

        @RolesAllowed("admin")
        public void byMethod() {}

        @PermitAll
        public void permitted() {}

        @DenyAll
        public void denied() {}
    }

    class OfRoles extends Roles {
        @Override
        public void permitted() {}
    }

    interface RoleApi {
        @RolesAllowed("user")
        void get();
    }

    @PermitAll
    class OfRoleApi implements RoleApi {
        @Override
        public void get() {}
    }

    // Jakarta REST

    @Test
    default void findsTheAnnotationsOfJakartaRest() {
        ApplicationModel application = application(OfRestApi.class);
        assertEquals(Optional.of("api"), RestAnnotations.pathOf(classOf(application, OfRestApi.class)));
        EndpointModel get = endpoint(application, OfRestApi.class, "get");
        assertEquals(Optional.of("{id}"), RestAnnotations.pathOf(get));
        assertEquals(Optional.of("GET"), RestAnnotations.httpMethodOf(get));
        EndpointModel query = endpoint(application, OfRestApi.class, "query");
        assertEquals(Optional.empty(), RestAnnotations.pathOf(query));
        assertEquals(Optional.of("QUERY"), RestAnnotations.httpMethodOf(query));
        assertTrue(RestAnnotations.isLocator(endpoint(application, OfRestApi.class, "locator")));
        assertFalse(RestAnnotations.isLocator(get));
        assertFalse(RestAnnotations.isLocator(query));
    }

    @Path("api")
    interface RestApi<T> {
        @GET
        @Path("{id}")
        void get(T id);

        @Query
        void query();

        @Path("locator")
        Object locator();
    }

    class OfRestApi implements RestApi<String> {
        @Override
        public void get(String id) {}

        @Override
        public void query() {}

        @Override
        public Object locator() {
            return this;
        }
    }
}
