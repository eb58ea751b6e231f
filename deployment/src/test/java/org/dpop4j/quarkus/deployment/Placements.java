package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;

/** Resources that carry the annotations in every way there is. All of them answer the thumbprint of the caller's key. */
public final class Placements {
    /** Endpoints for which {@code @DPoPRequired} stands somewhere, and nothing else. */
    static final List<String> REQUIRED = List.of(
            "/on-method",
            "/on-class",
            "/on-class/permitted",
            "/optional-class/required",
            "/superclass",
            "/superclass/inherited",
            "/overridden",
            "/overridden/inherited",
            "/interface-method",
            "/interface-method/default",
            "/interface-class",
            "/interface-of-interface",
            "/generic/7",
            "/generic-superclass/7",
            "/sub/secured-class",
            "/sub/secured-class/deeper",
            "/sub/secured-class-of",
            "/sub/secured-locator",
            "/sub/secured-interface",
            "/secured-locators/class",
            "/application-scoped",
            "/request-scoped",
            "/singleton",
            "/intercepted",
            "/meta",
            "/meta-of-meta",
            "/stereotype",
            "/permitted-class/required",
            "/authenticated/required");

    /** Endpoints that demand a caller and opt out of DPoP in one way or another. */
    static final List<String> OPTIONAL = List.of(
            "/opt-out/method",
            "/on-class/optional",
            "/optional-class",
            "/optional-superclass",
            "/optional-interface",
            "/optional-meta",
            "/optional-locator/any",
            "/optional-overriding");

    /** How often a sub-resource locator ran. */
    static final AtomicInteger LOCATED = new AtomicInteger();

    private Placements() {}

    /** What an application with these resources consists of. */
    static Class<?>[] classes() {
        return Stream.concat(
                        Stream.of(Placements.class, AbstractPlacementTest.class, AbstractModeTest.class),
                        Stream.of(Placements.class.getDeclaredClasses()))
                .toArray(Class<?>[]::new);
    }

    static String jkt() {
        return CDI.current()
                .select(DPoPContext.class)
                .get()
                .proof()
                .map(DPoPProof::jkt)
                .orElse("none");
    }

    // Methods and classes

    @Path("on-method")
    public static class OnMethod {
        @GET
        @DPoPRequired
        public String required() {
            return jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return jkt();
        }
    }

    @DPoPRequired
    @Path("on-class")
    public static class OnClass {
        @GET
        public String required() {
            return jkt();
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return jkt();
        }

        @GET
        @Path("denied")
        @DenyAll
        public String denied() {
            return jkt();
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return jkt();
        }
    }

    @DPoPOptional
    @Path("optional-class")
    public static class OptionalClass {
        @GET
        @Authenticated
        public String optional() {
            return jkt();
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return jkt();
        }
    }

    @Path("opt-out")
    public static class OptOut {
        @GET
        @Path("method")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return jkt();
        }

        @GET
        @Path("public")
        @DPoPOptional
        public String open() {
            return jkt();
        }
    }

    // What is inherited

    @DPoPRequired
    public abstract static class SecuredClass {
        @GET
        @Path("inherited")
        public String inherited() {
            return jkt();
        }
    }

    @Path("superclass")
    public static class OfSecuredClass extends SecuredClass {
        @GET
        public String required() {
            return jkt();
        }
    }

    @Path("optional-superclass")
    public static class OfOptionalClass extends OptOutClass {
        @GET
        @Authenticated
        public String optional() {
            return jkt();
        }
    }

    @DPoPOptional
    public abstract static class OptOutClass {}

    public abstract static class SecuredMethods {
        @DPoPRequired
        public abstract String required();

        @GET
        @Path("inherited")
        @DPoPRequired
        public String inherited() {
            return jkt();
        }
    }

    @Path("overridden")
    public static class OfSecuredMethods extends SecuredMethods {
        @Override
        @GET
        public String required() {
            return jkt();
        }
    }

    @Path("optional-overriding")
    public static class OptingOut extends SecuredMethods {
        @Override
        @GET
        @DPoPOptional
        @Authenticated
        public String required() {
            return jkt();
        }
    }

    public interface SecuredMethodApi {
        @GET
        @DPoPRequired
        String required();

        @GET
        @Path("default")
        @DPoPRequired
        default String byDefault() {
            return jkt();
        }
    }

    @Path("interface-method")
    public static class OfSecuredMethodApi implements SecuredMethodApi {
        @Override
        public String required() {
            return jkt();
        }
    }

    @DPoPRequired
    public interface SecuredApi {
        @GET
        String required();
    }

    @Path("interface-class")
    public static class OfSecuredApi implements SecuredApi {
        @Override
        public String required() {
            return jkt();
        }
    }

    public interface SubApi extends SecuredApi {}

    @Path("interface-of-interface")
    public static class OfSubApi implements SubApi {
        @Override
        public String required() {
            return jkt();
        }
    }

    @DPoPOptional
    public interface OptionalApi {
        @GET
        @Authenticated
        String optional();
    }

    @Path("optional-interface")
    public static class OfOptionalApi implements OptionalApi {
        @Override
        @Authenticated
        public String optional() {
            return jkt();
        }
    }

    public interface GenericApi<T> {
        @GET
        @Path("{id}")
        @DPoPRequired
        String required(@PathParam("id") T id);
    }

    @Path("generic")
    public static class OfGenericApi implements GenericApi<Long> {
        @Override
        public String required(Long id) {
            return jkt();
        }
    }

    public abstract static class GenericClass<T extends Comparable<T>> {
        @DPoPRequired
        public abstract String required(T id);
    }

    @Path("generic-superclass")
    public static class OfGenericClass extends GenericClass<Long> {
        @Override
        @GET
        @Path("{id}")
        public String required(@PathParam("id") Long id) {
            return jkt();
        }
    }

    // Sub-resources

    @Path("sub")
    public static class Locators {
        @Path("secured-class")
        public SecuredSubResource securedClass() {
            LOCATED.incrementAndGet();
            return new SecuredSubResource();
        }

        @Path("secured-class-of")
        public Class<SecuredSubResource> securedClassOf() {
            LOCATED.incrementAndGet();
            return SecuredSubResource.class;
        }

        @Path("secured-locator")
        @DPoPRequired
        public PlainSubResource securedLocator() {
            LOCATED.incrementAndGet();
            return new PlainSubResource();
        }

        @Path("secured-interface")
        public SubResourceApi securedInterface() {
            LOCATED.incrementAndGet();
            return new OfSubResourceApi();
        }
    }

    @DPoPRequired
    @Path("secured-locators")
    public static class SecuredLocators {
        @Path("class")
        public PlainSubResource located() {
            LOCATED.incrementAndGet();
            return new PlainSubResource();
        }
    }

    @Path("optional-locator")
    public static class OptionalLocators {
        @Path("any")
        @DPoPOptional
        public OptionalSubResource located() {
            return new OptionalSubResource();
        }
    }

    public static class PlainSubResource {
        @GET
        public String plain() {
            return jkt();
        }
    }

    @DPoPOptional
    public static class OptionalSubResource {
        @GET
        @Authenticated
        public String optional() {
            return jkt();
        }
    }

    @DPoPRequired
    public static class SecuredSubResource {
        @GET
        public String required() {
            return jkt();
        }

        @Path("deeper")
        public PlainSubResource deeper() {
            return new PlainSubResource();
        }
    }

    @DPoPRequired
    public interface SubResourceApi {
        @GET
        String required();
    }

    public static class OfSubResourceApi implements SubResourceApi {
        @Override
        public String required() {
            return jkt();
        }
    }

    // Beans

    @ApplicationScoped
    @Path("application-scoped")
    public static class OfApplicationScope {
        @GET
        @DPoPRequired
        public String required() {
            return jkt();
        }
    }

    @RequestScoped
    @DPoPRequired
    @Path("request-scoped")
    public static class OfRequestScope {
        @GET
        public String required() {
            return jkt();
        }
    }

    @Singleton
    @DPoPRequired
    @Path("singleton")
    public static class OfSingletonScope {
        @GET
        public String required() {
            return jkt();
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Traced {}

    @Traced
    @Interceptor
    public static class Tracing {
        @AroundInvoke
        Object around(InvocationContext invocation) throws Exception {
            return invocation.proceed();
        }
    }

    /** ArC makes a subclass of it. */
    @ApplicationScoped
    @Traced
    @DPoPRequired
    @Path("intercepted")
    public static class Intercepted {
        @GET
        public String required() {
            return jkt();
        }
    }

    // Annotations of the application

    @DPoPRequired
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Secured {}

    @Secured
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface TopSecret {}

    @DPoPOptional
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Relaxed {}

    @ApplicationScoped
    @DPoPRequired
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface SecuredBean {}

    @Path("meta")
    public static class OfMetaAnnotation {
        @GET
        @Secured
        public String required() {
            return jkt();
        }
    }

    @TopSecret
    @Path("meta-of-meta")
    public static class OfMetaOfMetaAnnotation {
        @GET
        public String required() {
            return jkt();
        }
    }

    @Relaxed
    @Path("optional-meta")
    public static class OfRelaxed {
        @GET
        @Authenticated
        public String optional() {
            return jkt();
        }
    }

    @SecuredBean
    @Path("stereotype")
    public static class OfStereotype {
        @GET
        public String required() {
            return jkt();
        }
    }

    // Beside other security annotations

    @PermitAll
    @Path("permitted-class")
    public static class PermittedClass {
        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return jkt();
        }

        @GET
        @Path("open")
        public String open() {
            return jkt();
        }
    }

    @Authenticated
    @Path("authenticated")
    public static class AuthenticatedClass {
        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return jkt();
        }
    }

    @Path("roles")
    public static class Roles {
        @GET
        @Path("method")
        @RolesAllowed("admin")
        @DPoPRequired
        public String method() {
            return jkt();
        }

        @GET
        @Path("unannotated")
        @RolesAllowed("admin")
        public String unannotated() {
            return jkt();
        }
    }

    @DPoPRequired
    @Path("roles-in-required-class")
    public static class RolesInRequiredClass {
        @GET
        @RolesAllowed("admin")
        public String method() {
            return jkt();
        }
    }

    @RolesAllowed("admin")
    @Path("required-in-roles-class")
    public static class RequiredInRolesClass {
        @GET
        @DPoPRequired
        public String method() {
            return jkt();
        }
    }
}
