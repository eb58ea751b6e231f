package org.dpop4j.quarkus.deployment;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** An application that demands nonces everywhere, and does what it likes to the answers. */
public final class NonceAnswers {
    /** Status of an answer that an exception mapper makes; without it, 401. */
    static final String MAP_TO = "X-Map-To";

    private NonceAnswers() {}

    static Class<?>[] classes() {
        return Stream.concat(
                        Stream.of(NonceAnswers.class, AbstractNonceAnswersTest.class),
                        Stream.of(NonceAnswers.class.getDeclaredClasses()))
                .toArray(Class<?>[]::new);
    }

    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @ApplicationPath("/api")
    public static class Demanding extends Application {}

    @Path("orders")
    public static class Orders {
        @GET
        public String get() {
            return "orders";
        }

        @GET
        @Path("admin")
        @RolesAllowed("admin")
        public String admin() {
            return "admin";
        }

        @GET
        @Path("forbidden")
        public String forbidden() {
            throw new ForbiddenException();
        }

        @GET
        @Path("failing")
        public String fail() {
            throw new IllegalStateException("in the resource");
        }

        @GET
        @Path("own-fields")
        public Response ownFields() {
            return fields();
        }

        @GET
        @Path("plain/own-fields")
        @DPoPRequired
        public Response plainWithOwnFields() {
            return fields();
        }

        @GET
        @Path("optional/own-fields")
        @DPoPOptional
        public Response optionalWithOwnFields() {
            return fields();
        }

        private static Response fields() {
            return Response.ok("fields")
                    .header("dpop-nonce", "of-the-application")
                    .header("DPoP-Nonce", "of-the-application-2")
                    .header("Cache-Control", "max-age=60")
                    .header("Cache-Control", "public")
                    .build();
        }

        @Path("late")
        public Object late() {
            return new Late();
        }
    }

    /** Its locator demands a nonce itself, because the application does. */
    public static class Late {
        @GET
        public String get() {
            return "late";
        }
    }

    /** A locator that opts out leads to a method that does not. */
    @Path("locators")
    @DPoPOptional
    public static class Locators {
        @Path("late")
        public Object late() {
            return new Demanded();
        }
    }

    public static class Demanded {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String get() {
            return "late";
        }
    }

    public static class Routes {
        /** Header fields that are there before anybody answers. */
        void routes(@Observes Router router) {
            router.get("/api/orders").order(-1).handler(context -> {
                context.response().putHeader("DPoP-Nonce", "of-the-route");
                context.addHeadersEndHandler(
                        ignored -> context.response().headers().add("DPoP-Nonce", "of-the-route-2"));
                context.next();
            });
        }
    }

    /** Whoever has a password is let in. */
    @ApplicationScoped
    public static class Passwords implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                            .addCredential(request.getPassword())
                            .build());
        }
    }

    private static Response mapped(HttpHeaders headers, String mapper) {
        String status = headers.getHeaderString(MAP_TO);
        return Response.status(status == null ? 401 : Integer.parseInt(status))
                .entity("mapped by " + mapper)
                .header("WWW-Authenticate", "DPoP error=\"of_the_mapper\"")
                .build();
    }

    @Provider
    public static class OfThrowable implements ExceptionMapper<Throwable> {
        @Context
        HttpHeaders headers;

        @Override
        public Response toResponse(Throwable exception) {
            return mapped(headers, "Throwable");
        }
    }

    @Provider
    public static class OfAuthenticationFailed implements ExceptionMapper<AuthenticationFailedException> {
        @Context
        HttpHeaders headers;

        @Override
        public Response toResponse(AuthenticationFailedException exception) {
            return mapped(headers, "AuthenticationFailedException");
        }
    }

    @Provider
    public static class OfWebApplication implements ExceptionMapper<WebApplicationException> {
        @Context
        HttpHeaders headers;

        @Override
        public Response toResponse(WebApplicationException exception) {
            return mapped(headers, "WebApplicationException");
        }
    }
}
