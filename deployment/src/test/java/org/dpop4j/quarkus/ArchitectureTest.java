package org.dpop4j.quarkus;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("which internals of Quarkus the extension may use")
class ArchitectureTest {
    private static final String UTILS = "io.quarkus.vertx.http.runtime.security.HttpSecurityUtils";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dpop4j.quarkus");

    @Test
    @DisplayName("the rule below is about something")
    void scansBothModules() {
        assertTrue(CLASSES.size() >= 20, () -> "only " + CLASSES.size() + " classes");
        assertTrue(CLASSES.contain("org.dpop4j.quarkus.runtime.rest.EndpointLookup"));
        assertTrue(CLASSES.contain("org.dpop4j.quarkus.deployment.DPoPProcessor"));
    }

    @Test
    @DisplayName("only those methods of HttpSecurityUtils that every supported Quarkus has")
    void usesNoMethodThatSomeVersionsLack() {
        noClasses()
                .should()
                .accessTargetWhere(targetOwner(name(UTILS))
                        .and(target(DescribedPredicate.not(nameMatching("[gs]etRoutingContextAttribute")))))
                .check(CLASSES);
    }

    @Test
    @DisplayName("classes of Quarkus OIDC and of gRPC in the rooms for them only: elsewhere they may be missing")
    void touchesOptionalClassesInOneRoom() {
        onlyIn("org.dpop4j.quarkus.runtime.oidc", "io.quarkus.oidc..");
        onlyIn("org.dpop4j.quarkus.runtime.grpc", "io.grpc..");
    }

    private static void onlyIn(String room, String optional) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(optional, room)
                .check(CLASSES);
    }

    @Test
    @DisplayName("packages of the runtime half depend on each other in one direction")
    void packagesDependDownwards() {
        String auth = "org.dpop4j.quarkus.runtime.auth";
        String rest = "org.dpop4j.quarkus.runtime.rest";
        String config = "org.dpop4j.quarkus.runtime.config";
        String oidc = "org.dpop4j.quarkus.runtime.oidc";
        String grpc = "org.dpop4j.quarkus.runtime.grpc";
        for (String name : List.of(auth, rest, config, oidc, grpc)) {
            assertTrue(CLASSES.containPackage(name), name);
        }
        noClasses()
                .that()
                .resideInAPackage(auth)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rest, oidc, grpc)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(config)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(auth, rest, oidc, grpc)
                .check(CLASSES);
    }
}
