package org.dpop4j.jakarta;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED_WITH_NONCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.endpoint.EndpointPolicy;
import org.junit.jupiter.api.Test;

/** Q-03, H-123. */
class EndpointAnnotationsTest {
    private final EndpointAnnotations annotations = new EndpointAnnotations(List.of());

    @Test
    void h123_aMethodBeatsItsClass() {
        assertPolicy(REQUIRED, ClassLevel.class, "plain");
        assertPolicy(OPTIONAL, ClassLevel.class, "optedOut");
        assertPolicy(REQUIRED_WITH_NONCE, ClassLevel.class, "stricter");
        assertPolicy(BY_MODE, Unannotated.class, "get");
    }

    @Test
    void q03_whatIsInheritedCounts() {
        assertPolicy(REQUIRED, OfSuperclass.class, "get");
        assertPolicy(REQUIRED, OfInterface.class, "get");
        assertPolicy(REQUIRED_WITH_NONCE, OfInterfaceMethod.class, "get");
        assertPolicy(OPTIONAL, OfInterfaceMethod.class, "other");
        assertPolicy(REQUIRED, OverridesOfSuperclass.class, "get");
    }

    /** The nearest one decides. */
    @Test
    void q03_aClassBeatsWhatItInherits() {
        assertPolicy(OPTIONAL, OptionalBelowRequired.class, "get");
    }

    @Test
    void h123_aBridgeMethodHidesNothing() {
        assertPolicy(REQUIRED, OfGenericInterface.class, "get");
        Method bridge = Arrays.stream(OfGenericInterface.class.getDeclaredMethods())
                .filter(Method::isBridge)
                .findFirst()
                .orElseThrow();
        assertEquals(REQUIRED, annotations.policyOf(bridge, OfGenericInterface.class));
        assertPolicy(REQUIRED, GenericInterface.class, "get");
    }

    /** A server may name the proxy of a bean as the class that answers. */
    @Test
    void q03_aProxyClassIsLookedThrough() {
        assertEquals(REQUIRED, annotations.policyOf(method(ClassLevel.class, "plain"), ProxyOfClassLevel.class));
        assertPolicy(REQUIRED, ProxyOfClassLevel.class, "plain");
        assertPolicy(OPTIONAL, ProxyOfClassLevel.class, "optedOut");
    }

    @Test
    void q03_annotationsOfTheApplicationsOwnCarryOurs() {
        assertPolicy(REQUIRED_WITH_NONCE, MetaAnnotated.class, "direct");
        assertPolicy(REQUIRED_WITH_NONCE, MetaAnnotated.class, "indirect");
    }

    @Test
    void q03_theStricterOfTwoEquallyNearWins() {
        assertPolicy(REQUIRED, OfTwoInterfaces.class, "get");
    }

    @Test
    void q03_aLocatorDemandsWhatItsSubResourceDemands() {
        assertPolicy(REQUIRED, Locators.class, "guarded");
        assertPolicy(REQUIRED, Locators.class, "byClass");
        assertPolicy(BY_MODE, Locators.class, "partlyOpen");
        assertPolicy(BY_MODE, Locators.class, "unknown");
        assertPolicy(REQUIRED_WITH_NONCE, Locators.class, "annotated");
        // A method that answers is no locator, whatever it returns.
        assertPolicy(BY_MODE, Locators.class, "answers");
    }

    @Test
    void q03_theApplicationIsAskedLast() {
        EndpointAnnotations ofApplication = new EndpointAnnotations(List.of(Guarded.class, Plain.class));
        assertEquals(REQUIRED, ofApplication.policyOf(method(Unannotated.class, "get"), Unannotated.class));
        assertEquals(OPTIONAL, ofApplication.policyOf(method(ClassLevel.class, "optedOut"), ClassLevel.class));
        assertEquals(
                BY_MODE,
                new EndpointAnnotations(List.of(Plain.class))
                        .policyOf(method(Unannotated.class, "get"), Unannotated.class));
    }

    /** H-123: an overload is another method, whatever a type variable could stand for. */
    @Test
    void h123_anOverloadInheritsNothing() throws NoSuchMethodException {
        Method overriding = Overloads.class.getMethod("find", String.class);
        Method overload = Overloads.class.getMethod("find", Integer.class);
        assertEquals(OPTIONAL, annotations.policyOf(overriding, Overloads.class));
        assertEquals(BY_MODE, annotations.policyOf(overload, Overloads.class));
    }

    /** Behind an interface nobody knows who answers. */
    @Test
    void q03_anInterfaceIsAsStrictAsItsImplementations() throws NoSuchMethodException {
        EndpointAnnotations known = new EndpointAnnotations(List.of(BusinessBean.class));
        assertEquals(REQUIRED, known.policyOf(Business.class.getMethod("get"), Business.class));
        assertEquals(BY_MODE, annotations.policyOf(Business.class.getMethod("get"), Business.class));
    }

    @Test
    void q03_oneApplicationOpensNoOther() {
        EndpointAnnotations one = new EndpointAnnotations(List.of(Opened.class, Plain.class));
        assertEquals(BY_MODE, one.policyOf(method(Unannotated.class, "get"), Unannotated.class));
        EndpointAnnotations all = new EndpointAnnotations(List.of(Opened.class));
        assertEquals(OPTIONAL, all.policyOf(method(Unannotated.class, "get"), Unannotated.class));
    }

    /** by the templates from the root on; the strictest where they lead nowhere. */
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

    private void assertPolicy(EndpointPolicy expected, Class<?> type, String name) {
        assertEquals(expected, annotations.policyOf(method(type, name), type));
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    @DPoPRequired
    public static class ClassLevel {
        public void plain() {}

        @DPoPOptional
        public void optedOut() {}

        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public void stricter() {}
    }

    public static class ProxyOfClassLevel extends ClassLevel {
        @Override
        public void plain() {}

        @Override
        public void optedOut() {}
    }

    public static class Unannotated {
        public void get() {}
    }

    public static class OfSuperclass extends ClassLevel {
        public void get() {}
    }

    @DPoPRequired
    public interface Annotated {
        void get();
    }

    public static class OfInterface implements Annotated {
        @Override
        public void get() {}
    }

    public interface AnnotatedMethods {
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        void get();

        @DPoPOptional
        void other();
    }

    public static class OfInterfaceMethod implements AnnotatedMethods {
        @Override
        public void get() {}

        @Override
        public void other() {}
    }

    public abstract static class AnnotatedMethodOfSuperclass {
        @DPoPRequired
        public abstract void get();
    }

    @DPoPOptional
    public static class OverridesOfSuperclass extends AnnotatedMethodOfSuperclass {
        @Override
        public void get() {}
    }

    @DPoPOptional
    public static class OptionalBelowRequired extends ClassLevel implements Annotated {
        @Override
        public void get() {}
    }

    public interface GenericInterface<T> {
        @DPoPRequired
        void get(T value);
    }

    public static class OfGenericInterface implements GenericInterface<String> {
        @Override
        public void get(String value) {}
    }

    @DPoPOptional
    public interface AlsoOptional {}

    public static class OfTwoInterfaces implements AlsoOptional, Annotated {
        @Override
        public void get() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public @interface Sensitive {}

    @Retention(RetentionPolicy.RUNTIME)
    @Sensitive
    public @interface VerySensitive {}

    public static class MetaAnnotated {
        @Sensitive
        public void direct() {}

        @VerySensitive
        public void indirect() {}
    }

    @DPoPRequired
    public static class PartlyOpen {
        @GET
        public void guarded() {}

        @GET
        @Path("open")
        @DPoPOptional
        public void open() {}
    }

    public static class Locators {
        @Path("guarded")
        public ClassLevelSubResource guarded() {
            return new ClassLevelSubResource();
        }

        @Path("class")
        public Class<ClassLevelSubResource> byClass() {
            return ClassLevelSubResource.class;
        }

        @Path("partly")
        public PartlyOpen partlyOpen() {
            return new PartlyOpen();
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
        public ClassLevelSubResource answers() {
            return new ClassLevelSubResource();
        }
    }

    @DPoPRequired
    public static class ClassLevelSubResource {
        @GET
        public void get() {}
    }

    @DPoPRequired
    public static class Guarded extends Application {}

    public static class Plain extends Application {}

    public interface Crud<K> {
        @DPoPOptional
        void find(K key);
    }

    public static class Overloads implements Crud<String> {
        @Override
        public void find(String key) {}

        public void find(Integer key) {}
    }

    public interface Business {
        void get();
    }

    @DPoPRequired
    public static class BusinessBean implements Business {
        @Override
        public void get() {}
    }

    @DPoPOptional
    public static class Opened extends Application {}

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
