package org.dpop4j.jakarta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("which classes may know which server API")
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dpop4j.jakarta");

    /** All that an application loads on a server that hides the Servlet API from it. */
    private static final Set<String> WITHOUT_SERVLET = Set.of(
            "DPoPExtension",
            "DPoPConfiguration",
            "DPoPServer",
            "DPoPEvents",
            "DPoPContextBean",
            "DPoPFeature",
            "DPoPGateFeature",
            "BypassFilter",
            "RestProbe",
            "RefusalFilter",
            "DPoPRequestFilter",
            "LateTokenFilter",
            "AnswerFilter",
            "DPoPCall",
            "Callers",
            "EndpointAnnotations",
            "ReflectedApplication",
            "PathTemplate");

    @Test
    @DisplayName("the rules below are about something")
    void scansTheModule() {
        assertTrue(CLASSES.size() >= 20, () -> "only " + CLASSES.size() + " classes");
        for (String name : WITHOUT_SERVLET) {
            assertTrue(CLASSES.contain("org.dpop4j.jakarta." + name), name);
        }
    }

    @Test
    @DisplayName("beans and REST filters get by without the Servlet API")
    void beansAndFiltersKnowNoServlet() {
        noClasses()
                .that(are("needed without the Servlet API", type -> WITHOUT_SERVLET.contains(outermost(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("request state lives in the request")
    void hasNoThreadLocals() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }

    private static DescribedPredicate<JavaClass> are(
            String description, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
