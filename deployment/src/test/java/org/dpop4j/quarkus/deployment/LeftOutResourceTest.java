package org.dpop4j.quarkus.deployment;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Q-02: a resource that this build leaves out is no misuse of its annotations")
class LeftOutResourceTest {
    @RegisterExtension
    static final QuarkusUnitTest APP =
            Callers.application(Base.class, OnClass.class, OnMethod.class, Inheriting.class, There.class);

    public abstract static class Base {
        @DPoPRequired
        public abstract String overridden();
    }

    @Path("on-class")
    @DPoPRequired
    @IfBuildProfile("other")
    public static class OnClass {
        @GET
        public String get() {
            return "in";
        }
    }

    @Path("on-method")
    @IfBuildProfile("other")
    public static class OnMethod {
        @GET
        @DPoPRequired
        public String get() {
            return "in";
        }
    }

    @Path("inheriting")
    @IfBuildProfile("other")
    public static class Inheriting extends Base {
        @GET
        @Override
        public String overridden() {
            return "in";
        }
    }

    @Path("there")
    @DPoPRequired
    public static class There {
        @GET
        public String get() {
            return "in";
        }
    }

    @Test
    void starts() {
        Callers.anonymous().get("/on-class").then().statusCode(404);
        Callers.anonymous().get("/there").then().statusCode(401);
    }
}
