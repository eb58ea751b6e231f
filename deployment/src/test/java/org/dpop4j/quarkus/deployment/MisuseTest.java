package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One application with every misuse: the build names all of them at once, and nothing that is right. */
class MisuseTest {
    private static final String CONTRADICTION = "@DPoPRequired and @PermitAll contradict each other on ";
    private static final String BOTH = "@DPoPRequired and @DPoPOptional contradict each other on ";

    @RegisterExtension
    static final QuarkusUnitTest APP =
            Callers.application(MisuseTest.class.getDeclaredClasses()).assertException(MisuseTest::namesEveryMisuse);

    private static void namesEveryMisuse(Throwable failure) {
        List<String> problems = messageOf(failure)
                .lines()
                .filter(line -> line.contains("DPoPRequired") || line.contains("DPoPOptional"))
                .map(line -> line.substring(line.indexOf('@')))
                .toList();
        Stream<String> expected = Stream.of(
                CONTRADICTION + name(Contradictory.class) + "#onMethod: ",
                CONTRADICTION + name(ContradictoryClass.class) + ": ",
                CONTRADICTION + name(ContradictoryApi.class) + "#onInterface: ",
                CONTRADICTION + name(ContradictoryMeta.class) + "#onMethod: ",
                BOTH + name(BothOnMethod.class) + "#both. ",
                BOTH + name(BothOnClass.class) + ". ",
                "@DPoPRequired has no effect on " + name(PlainBean.class) + ", ",
                "@DPoPRequired has no effect on " + name(PlainBeanMethod.class) + "#work, ",
                "@DPoPRequired has no effect on " + name(OtherMethods.class) + "#helper, ",
                "@DPoPOptional has no effect on " + name(OtherMethods.class) + "#secret, ",
                "@DPoPRequired has no effect on " + name(Routes.class) + "#routes, ",
                "@DPoPRequired has no effect on " + name(Childless.class) + ", ",
                "@DPoPRequired has no effect on " + name(Overloads.class) + "#required, ",
                "@DPoPRequired has no effect on " + name(Forgotten.class) + ", which is not kept at run time. ");
        assertAll(expected.map(start -> () -> assertTrue(
                problems.stream().anyMatch(problem -> problem.startsWith(start) && problem.contains("emove")),
                () -> start + " is not among " + problems)));
        assertEquals(14, problems.size(), () -> String.join("\n", problems));
    }

    private static String name(Class<?> type) {
        return type.getName();
    }

    private static String messageOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().endsWith("DeploymentException")) {
                return cause.getMessage();
            }
        }
        return fail(failure);
    }

    @Test
    void isNotBuilt() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }

    // Misuse

    @Path("contradictory")
    public static class Contradictory {
        @GET
        @DPoPRequired
        @PermitAll
        public String onMethod() {
            return "";
        }
    }

    @DPoPRequired
    @PermitAll
    @Path("contradictory-class")
    public static class ContradictoryClass {
        @GET
        public String get() {
            return "";
        }
    }

    public interface ContradictoryApi {
        @GET
        @DPoPRequired
        @PermitAll
        String onInterface();
    }

    @Path("contradictory-api")
    public static class OfContradictoryApi implements ContradictoryApi {
        @Override
        public String onInterface() {
            return "";
        }
    }

    @DPoPRequired
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Secured {}

    @Path("contradictory-meta")
    public static class ContradictoryMeta {
        @GET
        @Secured
        @PermitAll
        public String onMethod() {
            return "";
        }
    }

    @Path("both")
    public static class BothOnMethod {
        @GET
        @DPoPRequired
        @DPoPOptional
        public String both() {
            return "";
        }
    }

    @DPoPRequired
    @DPoPOptional
    @Path("both-class")
    public static class BothOnClass {
        @GET
        public String get() {
            return "";
        }
    }

    @DPoPRequired
    @ApplicationScoped
    public static class PlainBean {
        public void work() {}
    }

    @ApplicationScoped
    public static class PlainBeanMethod {
        @DPoPRequired
        public void work() {}
    }

    @Path("other-methods")
    public static class OtherMethods {
        @GET
        public String get() {
            return "";
        }

        @DPoPRequired
        public String helper() {
            return "";
        }

        @DPoPOptional
        private String secret() {
            return "";
        }
    }

    @ApplicationScoped
    public static class Routes {
        @DPoPRequired
        void routes(@Observes Router router) {
            router.get("/plain").handler(context -> context.end(""));
        }
    }

    @DPoPRequired
    public abstract static class Childless {
        public abstract String nothing();
    }

    /** The annotated one is not the one that is called. */
    @Path("overloads")
    public static class Overloads {
        @GET
        public String required() {
            return "";
        }

        @DPoPRequired
        public String required(String other) {
            return other;
        }
    }

    @DPoPRequired
    @Retention(RetentionPolicy.CLASS)
    public @interface Forgotten {}

    @Forgotten
    @Path("forgotten")
    public static class OfForgotten {
        @GET
        public String get() {
            return "";
        }
    }

    // Right

    @DPoPOptional
    public abstract static class OptionalClass {}

    @DPoPRequired
    @Path("right-subclass")
    public static class OfOptionalClass extends OptionalClass {
        @GET
        public String required() {
            return "";
        }
    }

    @DPoPRequired
    @Path("right")
    public static class AcrossLevels {
        @GET
        @PermitAll
        public String permitted() {
            return "";
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @PermitAll
        public String optional() {
            return "";
        }
    }

    public interface PermittedApi {
        @GET
        @PermitAll
        String permitted();
    }

    @Path("right-implementation")
    public static class OfPermittedApi implements PermittedApi {
        @Override
        @DPoPRequired
        public String permitted() {
            return "";
        }
    }

    public interface RequiredApi {
        @GET
        @DPoPRequired
        String required();
    }

    @PermitAll
    @Path("right-class")
    public static class OfRequiredApi implements RequiredApi {
        @Override
        public String required() {
            return "";
        }
    }
}
