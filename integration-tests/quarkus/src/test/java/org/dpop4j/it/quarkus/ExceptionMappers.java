package org.dpop4j.it.quarkus;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Mappers as applications have them: they build their own answer and know nothing of challenges. */
final class ExceptionMappers {
    static final String SWITCH = "dpop4j.it.exception-mappers";

    private ExceptionMappers() {}

    private static Response answer(int status) {
        return Response.status(status).header("X-Mapped", status).build();
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfThrowable implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable failure) {
            return answer(500);
        }
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfWebApplicationException implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException failure) {
            return answer(failure.getResponse().getStatus());
        }
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfNotAuthorizedException implements ExceptionMapper<NotAuthorizedException> {
        @Override
        public Response toResponse(NotAuthorizedException failure) {
            return answer(401);
        }
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfUnauthorizedException implements ExceptionMapper<UnauthorizedException> {
        @Override
        public Response toResponse(UnauthorizedException failure) {
            return answer(401);
        }
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfAuthenticationFailedException implements ExceptionMapper<AuthenticationFailedException> {
        @Override
        public Response toResponse(AuthenticationFailedException failure) {
            return answer(401);
        }
    }

    @Provider
    @IfBuildProperty(name = SWITCH, stringValue = "true")
    public static class OfForbiddenException implements ExceptionMapper<ForbiddenException> {
        @Override
        public Response toResponse(ForbiddenException failure) {
            return answer(403);
        }
    }
}
