package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.NonceSecret;
import org.dpop4j.test.TestNonce;

/**
 * Resources that demand nonces in every way there is, and some that do not; below {@code /api}. All of them answer the
 * thumbprint of the caller's key.
 */
public final class NonceEndpoints {
    /** What demands a nonce is found out before the request is matched. */
    static final List<String> FORETOLD = List.of(
            "/api/method",
            "/api/class",
            "/api/superclass",
            "/api/superclass/inherited",
            "/api/overridden",
            "/api/overridden/inherited",
            "/api/interface-method",
            "/api/interface-method/default",
            "/api/interface-class",
            "/api/interface-of-interface",
            "/api/generic/7",
            "/api/meta",
            "/api/meta-of-meta",
            "/api/stereotype",
            "/api/permitted-class/nonce",
            "/api/authenticated/nonce",
            "/api/optional-class/nonce",
            "/api/plain-class/nonce",
            "/api/sub/secured-class",
            "/api/sub/secured-class/deeper",
            "/api/sub/secured-class-of",
            "/api/sub/secured-interface",
            "/api/sub/secured-locator",
            "/api/locators/any",
            "/api/models/blocking",
            "/api/models/non-blocking",
            "/api/models/uni",
            "/api/models/blocking-uni",
            "/api/models/stage");

    /** What demands a nonce is found out when the request is matched, or when a locator has run. */
    static final List<String> LATE = List.of(
            "/api/sub/method",
            "/api/sub/object",
            "/api/sub/class-of-any",
            "/api/sub/interface",
            "/api/sub/two/levels",
            "/api/sub/models/blocking",
            "/api/sub/models/non-blocking",
            "/api/sub/models/uni",
            "/api/sub/models/blocking-uni",
            "/api/sub/models/stage",
            "/api/negotiated",
            "/api/negotiated-reversed");

    /** The request reaches another endpoint than the one that its path names. */
    static final List<String> ELSEWHERE = List.of(
            "/api/rewritten/method", "/api/rewritten/sub/method", "/old/method", "/old/sub/method", "/old/negotiated");

    /** {@code @DPoPRequired} without a nonce is nearer than the one with it. */
    static final List<String> PLAIN = List.of(
            "/api/class/plain",
            "/api/plain-class",
            "/api/plain-subclass/inherited",
            "/api/plain-overriding",
            "/api/plain-implementation",
            "/api/sub/mixed-class/plain",
            "/api/sub/plain-class");

    /** One for each way in which the demand is found out. */
    static final List<String> SAMPLE =
            List.of("/api/method", "/api/sub/secured-class", "/api/sub/method", "/api/sub/object", "/api/negotiated");

    static final AtomicInteger LOCATED = new AtomicInteger();
    static final AtomicInteger ON_WRONG_THREAD = new AtomicInteger();

    private static final byte[] SECRET = "a secret that only this test knows".getBytes(StandardCharsets.US_ASCII);

    private NonceEndpoints() {}

    static Class<?>[] classes() {
        return Stream.concat(
                        Stream.of(NonceEndpoints.class, AbstractNonceEndpointTest.class),
                        Stream.of(NonceEndpoints.class.getDeclaredClasses()))
                .toArray(Class<?>[]::new);
    }

    /** A nonce of this application. */
    static TestNonce nonce() {
        return TestNonce.with(SECRET).audience("nonces");
    }

    private static String jkt() {
        return CDI.current()
                .select(DPoPContext.class)
                .get()
                .proof()
                .map(DPoPProof::jkt)
                .orElse("none");
    }

    private static String jktOn(boolean eventLoop) {
        if (Context.isOnEventLoopThread() != eventLoop) {
            ON_WRONG_THREAD.incrementAndGet();
        }
        return jkt();
    }

    /** The nonces of the default, from a bean of a scope that lives as long as whoever uses it. */
    @Dependent
    public static class Nonces implements DPoPNonceProvider {
        private final DPoPNonceProvider nonces = new HmacNonceProvider(
                List.of(NonceSecret.parse(Base64.getEncoder().encodeToString(SECRET))),
                Duration.ofMinutes(5),
                "nonces");

        @Override
        public String issue(NonceRequest request) {
            return onWorker(nonces.issue(request));
        }

        @Override
        public NonceVerdict check(String nonce, NonceRequest request) {
            return onWorker(nonces.check(nonce, request));
        }

        private static <T> T onWorker(T answer) {
            if (Context.isOnEventLoopThread()) {
                ON_WRONG_THREAD.incrementAndGet();
            }
            return answer;
        }
    }

    // Methods and classes

    @Path("method")
    public static class OnMethod {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }

        @POST
        @DPoPRequired
        public String plain() {
            return jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return jkt();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Path("class")
    public static class OnClass {
        @GET
        public String nonce() {
            return jkt();
        }

        @GET
        @Path("plain")
        @DPoPRequired
        public String plain() {
            return jkt();
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return jkt();
        }

        @GET
        @Path("admin")
        @RolesAllowed("admin")
        public String admin() {
            return jkt();
        }
    }

    @DPoPOptional
    @Path("optional-class")
    public static class OptionalClass {
        @GET
        @Path("nonce")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }
    }

    @DPoPRequired
    @Path("plain-class")
    public static class PlainClass {
        @GET
        public String plain() {
            return jkt();
        }

        @GET
        @Path("nonce")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }
    }

    @PermitAll
    @Path("permitted-class")
    public static class PermittedClass {
        @GET
        @Path("nonce")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }
    }

    @Authenticated
    @Path("authenticated")
    public static class AuthenticatedClass {
        @GET
        @Path("nonce")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }
    }

    // What is inherited

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public abstract static class NonceClass {
        @GET
        @Path("inherited")
        public String inherited() {
            return jkt();
        }
    }

    @Path("superclass")
    public static class OfNonceClass extends NonceClass {
        @GET
        public String nonce() {
            return jkt();
        }
    }

    @DPoPRequired
    @Path("plain-subclass")
    public static class PlainOfNonceClass extends NonceClass {}

    public abstract static class NonceMethods {
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public abstract String nonce();

        @GET
        @Path("inherited")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String inherited() {
            return jkt();
        }
    }

    @Path("overridden")
    public static class OfNonceMethods extends NonceMethods {
        @Override
        @GET
        public String nonce() {
            return jkt();
        }
    }

    @Path("plain-overriding")
    public static class PlainOfNonceMethods extends NonceMethods {
        @Override
        @GET
        @DPoPRequired
        public String nonce() {
            return jkt();
        }
    }

    public interface NonceMethodApi {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        String nonce();

        @GET
        @Path("default")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        default String byDefault() {
            return jkt();
        }
    }

    @Path("interface-method")
    public static class OfNonceMethodApi implements NonceMethodApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public interface NonceApi {
        @GET
        String nonce();
    }

    @Path("interface-class")
    public static class OfNonceApi implements NonceApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    public interface SubApi extends NonceApi {}

    @Path("interface-of-interface")
    public static class OfSubApi implements SubApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    @DPoPRequired
    @Path("plain-implementation")
    public static class PlainOfNonceApi implements NonceApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    public interface GenericApi<T> {
        @GET
        @Path("{id}")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        String nonce(@PathParam("id") T id);
    }

    @Path("generic")
    public static class OfGenericApi implements GenericApi<Long> {
        @Override
        public String nonce(Long id) {
            return jkt();
        }
    }

    // Annotations of the application

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface WithNonce {}

    @WithNonce
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface TopSecret {}

    @ApplicationScoped
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface NonceBean {}

    @Path("meta")
    public static class OfMetaAnnotation {
        @GET
        @WithNonce
        public String nonce() {
            return jkt();
        }
    }

    @TopSecret
    @Path("meta-of-meta")
    public static class OfMetaOfMetaAnnotation {
        @GET
        public String nonce() {
            return jkt();
        }
    }

    @NonceBean
    @Path("stereotype")
    public static class OfStereotype {
        @GET
        public String nonce() {
            return jkt();
        }
    }

    // Sub-resources

    @Path("sub")
    public static class Locators {
        @Path("secured-class")
        public NonceSubResource securedClass() {
            LOCATED.incrementAndGet();
            return new NonceSubResource();
        }

        @Path("secured-class-of")
        public Class<NonceSubResource> securedClassOf() {
            LOCATED.incrementAndGet();
            return NonceSubResource.class;
        }

        @Path("secured-interface")
        public NonceSubResourceApi securedInterface() {
            LOCATED.incrementAndGet();
            return new OfNonceSubResourceApi();
        }

        @Path("secured-locator")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public PlainSubResource securedLocator() {
            LOCATED.incrementAndGet();
            return new PlainSubResource();
        }

        @Path("mixed-class")
        public MixedSubResource mixedClass() {
            return new MixedSubResource();
        }

        @Path("plain-class")
        public PlainSubResource plainClass() {
            return new PlainSubResource();
        }

        @Path("method")
        public SubResource method() {
            return new SubResource();
        }

        @Path("object")
        public Object object() {
            return new NonceSubResource();
        }

        @Path("class-of-any")
        public Class<?> classOfAny() {
            return NonceSubResource.class;
        }

        @Path("interface")
        public SubResourceApi anInterface() {
            return new OfSubResourceApi();
        }

        @Path("two")
        public Deeper two() {
            return new Deeper();
        }

        @Path("models")
        public Object models() {
            return new Models();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Path("locators")
    public static class SecuredLocators {
        @Path("any")
        public PlainSubResource any() {
            LOCATED.incrementAndGet();
            return new PlainSubResource();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public static class NonceSubResource {
        @GET
        public String nonce() {
            return jkt();
        }

        @Path("deeper")
        public SubResource deeper() {
            return new SubResource();
        }
    }

    /** Its locator cannot know which of the two is meant. */
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public static class MixedSubResource {
        @GET
        public String nonce() {
            return jkt();
        }

        @GET
        @Path("plain")
        @DPoPRequired
        public String plain() {
            return jkt();
        }
    }

    public static class PlainSubResource {
        @GET
        @DPoPRequired
        public String plain() {
            return jkt();
        }
    }

    public static class SubResource {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return jkt();
        }
    }

    public static class Deeper {
        @Path("levels")
        public Object levels() {
            return new SubResource();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public interface NonceSubResourceApi {
        @GET
        String nonce();
    }

    public static class OfNonceSubResourceApi implements NonceSubResourceApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    public interface SubResourceApi {
        @GET
        String nonce();
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public static class OfSubResourceApi implements SubResourceApi {
        @Override
        public String nonce() {
            return jkt();
        }
    }

    // Content negotiation

    @Path("negotiated")
    public static class Negotiated {
        @GET
        @Produces("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text() {
            return jkt();
        }

        @GET
        @Produces("text/csv")
        @DPoPRequired
        public String csv() {
            return jkt();
        }

        @POST
        @Consumes("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text(String body) {
            return jkt();
        }

        @POST
        @Consumes("text/csv")
        @DPoPOptional
        public String csv(String body) {
            return jkt();
        }
    }

    /** The one without a nonce stands first. */
    @Path("negotiated-reversed")
    public static class NegotiatedReversed {
        @GET
        @Produces("text/html")
        @DPoPRequired
        public String html() {
            return jkt();
        }

        @GET
        @Produces("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text() {
            return jkt();
        }
    }

    // Execution models

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Path("models")
    public static class Models {
        @GET
        @Path("blocking")
        public String blocking() {
            return jktOn(false);
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        public String nonBlocking() {
            return jktOn(true);
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item(() -> jktOn(true));
        }

        @GET
        @Path("blocking-uni")
        @Blocking
        public Uni<String> blockingUni() {
            return Uni.createFrom().item(() -> jktOn(false));
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return CompletableFuture.completedFuture(jktOn(true));
        }

        @GET
        @Path("stream")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> stream() {
            return Multi.createFrom().range(0, 3).map(event -> jkt());
        }
    }

    // What stands in front of Quarkus REST or changes requests on their way

    @Provider
    @PreMatching
    public static class Rewriting implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String path = request.getUriInfo().getPath();
            if (path.contains("/rewritten/")) {
                request.setRequestUri(URI.create(path.replace("/rewritten/", "/")));
            }
        }
    }

    @Path("hidden")
    public static class Hidden {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return jkt();
        }
    }

    @ApplicationScoped
    public static class Routes {
        void routes(@Observes Router router) {
            router.get("/old/*")
                    .order(0)
                    .handler(context -> context.reroute(context.normalizedPath().replace("/old/", "/api/")));
            router.get("/api/hidden").order(0).handler(context -> context.end("route"));
            router.get("/outside").handler(context -> context.end("route"));
        }
    }

    /** Makes something else of a caller after the proof was verified. */
    @ApplicationScoped
    public static class Replacing implements SecurityIdentityAugmentor {
        @Override
        public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
            if (identity.hasRole("without-token")) {
                return Uni.createFrom()
                        .item(QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal("bob"))
                                .addCredential(new PasswordCredential(new char[0]))
                                .build());
            }
            if (identity.hasRole("nobody")) {
                return Uni.createFrom()
                        .item(QuarkusSecurityIdentity.builder()
                                .setAnonymous(true)
                                .build());
            }
            return Uni.createFrom().item(identity);
        }
    }
}
