package org.dpop4j.jakarta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("which classes may know which server API")
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dpop4j.jakarta");

    private static final String REST = "org.dpop4j.jakarta.rest";
    private static final String CONFIG = "org.dpop4j.jakarta.config";
    private static final String SERVLET = "org.dpop4j.jakarta.servlet";

    /** Beans, which an application loads on a server that hides the Servlet API from it as well. */
    private static final Set<String> BEANS = Set.of("ApplicationBeans", "DPoPContextBean");

    @Test
    @DisplayName("the rules below are about something")
    void scansTheModule() {
        for (String name : List.of(REST, CONFIG, SERVLET)) {
            assertTrue(CLASSES.containPackage(name), name);
        }
        for (String name : BEANS) {
            assertTrue(CLASSES.contain(SERVLET + "." + name), name);
        }
    }

    @Test
    @DisplayName("beans, configuration and REST filters get by without the Servlet API")
    void beansAndFiltersKnowNoServlet() {
        noClasses()
                .that()
                .resideInAnyPackage(REST, CONFIG)
                .or(are("beans", type -> BEANS.contains(outermost(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("packages depend on each other in one direction")
    void packagesDependDownwards() {
        noClasses()
                .that()
                .resideInAPackage(REST)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVLET)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CONFIG)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVLET, REST)
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
