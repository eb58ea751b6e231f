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
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.NonceSecret;
import org.dpop4j.test.TestNonce;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * The resources of {@link Placements}, where each {@code @DPoPRequired} demands a nonce, too; and others that demand one at
 * some of their methods only, or late. Below {@code /api}. All of them answer the thumbprint of the caller's key.
 */
public final class NonceEndpoints {
    /** What demands a nonce is found out before the request is matched. */
    static final List<String> FORETOLD = Stream.concat(
                    Placements.REQUIRED.stream().map(path -> "/api" + path),
                    Stream.of(
                            "/api/method",
                            "/api/class",
                            "/api/plain-class/nonce",
                            "/api/models/blocking",
                            "/api/models/non-blocking",
                            "/api/models/uni",
                            "/api/models/blocking-uni",
                            "/api/models/stage"))
            .toList();

    /** What demands a nonce is found out when the request is matched, or when a locator has run. */
    static final List<String> LATE = List.of(
            "/api/late/method",
            "/api/late/object",
            "/api/late/class-of-any",
            "/api/late/interface",
            "/api/late/two/levels",
            "/api/late/models/blocking",
            "/api/late/models/non-blocking",
            "/api/late/models/uni",
            "/api/late/models/blocking-uni",
            "/api/late/models/stage",
            "/api/negotiated",
            "/api/negotiated-reversed");

    /** The request reaches another endpoint than the one that its path names. */
    static final List<String> ELSEWHERE = List.of(
            "/api/rewritten/method",
            "/api/rewritten/late/method",
            "/old/method",
            "/old/late/method",
            "/old/negotiated");

    /** {@code @DPoPRequired} without a nonce is nearer than the one with it. */
    static final List<String> PLAIN = List.of(
            "/api/class/plain",
            "/api/plain-class",
            "/api/plain-subclass/inherited",
            "/api/plain-overriding",
            "/api/plain-implementation",
            "/api/late/mixed-class/plain",
            "/api/late/plain-class");

    /** One for each way in which the demand is found out. */
    static final List<String> SAMPLE =
            List.of("/api/method", "/api/sub/secured-class", "/api/late/method", "/api/late/object", "/api/negotiated");

    static final AtomicInteger ON_WRONG_THREAD = new AtomicInteger();

    private static final byte[] SECRET = "a secret that only this test knows".getBytes(StandardCharsets.US_ASCII);

    private NonceEndpoints() {}

    static void addTo(JavaArchive jar) {
        jar.addClasses(NonceEndpoints.class, AbstractNonceEndpointTest.class);
        AddedNonces.add(Placements.class, jar);
    }

    /** A nonce of this application. */
    static TestNonce nonce() {
        return TestNonce.with(SECRET).audience("nonces");
    }

    private static String jktOn(boolean eventLoop) {
        if (Context.isOnEventLoopThread() != eventLoop) {
            ON_WRONG_THREAD.incrementAndGet();
        }
        return Placements.jkt();
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
            return Placements.jkt();
        }

        @POST
        @DPoPRequired
        public String plain() {
            return Placements.jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return Placements.jkt();
        }
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @Path("class")
    public static class OnClass {
        @GET
        public String nonce() {
            return Placements.jkt();
        }

        @GET
        @Path("plain")
        @DPoPRequired
        public String plain() {
            return Placements.jkt();
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return Placements.jkt();
        }

        @GET
        @Path("admin")
        @RolesAllowed("admin")
        public String admin() {
            return Placements.jkt();
        }
    }

    @DPoPRequired
    @Path("plain-class")
    public static class PlainClass {
        @GET
        public String plain() {
            return Placements.jkt();
        }

        @GET
        @Path("nonce")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return Placements.jkt();
        }
    }

    // What is inherited

    @DPoPRequired
    @Path("plain-subclass")
    public static class PlainOfNonceClass extends Placements.SecuredClass {}

    @Path("plain-overriding")
    public static class PlainOfNonceMethods extends Placements.SecuredMethods {
        @Override
        @GET
        @DPoPRequired
        public String required() {
            return Placements.jkt();
        }
    }

    @DPoPRequired
    @Path("plain-implementation")
    public static class PlainOfNonceApi implements Placements.SecuredApi {
        @Override
        public String required() {
            return Placements.jkt();
        }
    }

    // Sub-resources

    @Path("late")
    public static class Locators {
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
            return new Placements.SecuredSubResource();
        }

        @Path("class-of-any")
        public Class<?> classOfAny() {
            return Placements.SecuredSubResource.class;
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

    /** Its locator cannot know which of the two is meant. */
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public static class MixedSubResource {
        @GET
        public String nonce() {
            return Placements.jkt();
        }

        @GET
        @Path("plain")
        @DPoPRequired
        public String plain() {
            return Placements.jkt();
        }
    }

    public static class PlainSubResource {
        @GET
        @DPoPRequired
        public String plain() {
            return Placements.jkt();
        }
    }

    public static class SubResource {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return Placements.jkt();
        }

        @GET
        @Path("unannotated")
        public String unannotated() {
            return Placements.jkt();
        }
    }

    public static class Deeper {
        @Path("levels")
        public Object levels() {
            return new SubResource();
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
            return Placements.jkt();
        }
    }

    // Content negotiation

    @Path("negotiated")
    public static class Negotiated {
        @GET
        @Produces("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text() {
            return Placements.jkt();
        }

        @GET
        @Produces("text/csv")
        @DPoPRequired
        public String csv() {
            return Placements.jkt();
        }

        @POST
        @Consumes("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text(String body) {
            return Placements.jkt();
        }

        @POST
        @Consumes("text/csv")
        @DPoPOptional
        public String csv(String body) {
            return Placements.jkt();
        }
    }

    /** The one without a nonce stands first. */
    @Path("negotiated-reversed")
    public static class NegotiatedReversed {
        @GET
        @Produces("text/html")
        @DPoPRequired
        public String html() {
            return Placements.jkt();
        }

        @GET
        @Produces("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String text() {
            return Placements.jkt();
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
            return Multi.createFrom().range(0, 3).map(event -> Placements.jkt());
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
            return Placements.jkt();
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
