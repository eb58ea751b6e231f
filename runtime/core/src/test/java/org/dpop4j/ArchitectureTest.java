package org.dpop4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.jose.StrictJson;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.proof.VerifiedProof;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what the core may depend on, and what it never does")
class ArchitectureTest {
    private static final String ROOT = "org.dpop4j";
    /** From the top down. */
    private static final List<String> ROOMS = Stream.of(
                    "server", "endpoint", "proof", "jose", "nonce", "replay", "settings", "http")
            .map(room -> ROOT + "." + room)
            .toList();

    /** Scanned once. Test classes and the fixture's packages are no part of it. */
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/dpop4j/test/"))
            .importPackages(ROOT);

    @Test
    @DisplayName("the rules below are about something")
    void scansTheCore() {
        assertTrue(CORE.size() >= 60, () -> "only " + CORE.size() + " classes");
        for (Class<?> one : List.of(ProofVerifier.class, StrictJson.class, org.dpop4j.http.TargetUri.class)) {
            assertTrue(CORE.contain(one), one::getName);
        }
    }

    @Test
    @DisplayName("no server, no configuration, no logging, no REST API")
    void dependsOnNothingButTheJdkAndJose4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "javax.servlet..",
                        "javax.ws..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "org.eclipse.microprofile..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "org.jboss..",
                        "org.wildfly..")
                .check(CORE);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.dpop4j..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "java.nio..",
                        "java.io..",
                        "java.security..",
                        "javax.crypto..",
                        "org.jose4j..",
                        "org.jspecify..")
                .check(CORE);
    }

    @Test
    @DisplayName("rooms see those below them only, and what applications touch")
    void roomsDependDownwards() {
        for (int room = 0; room < ROOMS.size(); room++) {
            String name = ROOMS.get(room);
            assertTrue(CORE.containPackage(name), () -> name + " is empty");
            noClasses()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOMS.subList(0, room).toArray(String[]::new))
                    .as(name + " depends on nothing above it")
                    .allowEmptyShould(room == 0)
                    .check(CORE);
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOMS.toArray(String[]::new))
                .check(CORE);
        CORE.forEach(type -> assertTrue(
                type.getPackageName().equals(ROOT) || ROOMS.contains(type.getPackageName()),
                () -> type.getName() + " is in no room"));
    }

    @Test
    @DisplayName("what applications touch is small, and no room is crowded")
    void roomsAreSmall() {
        assertTrue(topLevelTypesIn(ROOT) <= 16, () -> topLevelTypesIn(ROOT) + " types in " + ROOT);
        for (String room : ROOMS) {
            assertTrue(topLevelTypesIn(room) <= 24, () -> topLevelTypesIn(room) + " types in " + room);
        }
    }

    private static long topLevelTypesIn(String room) {
        return CORE.stream()
                .filter(type -> type.getPackageName().equals(room) && type.isTopLevelClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .count();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        return SliceIdentifier.of(javaClass.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    @DisplayName("null is declared everywhere")
    void everyPackageIsNullMarked() {
        for (JavaPackage one : CORE.getPackage(ROOT).getSubpackagesInTree()) {
            assertTrue(one.getClasses().isEmpty() || one.isAnnotatedWith(NullMarked.class), one::getName);
        }
        assertTrue(CORE.getPackage(ROOT).isAnnotatedWith(NullMarked.class));
    }

    @Test
    @DisplayName("names say what a class is")
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Helper|Manager|Impl)[^.]*")
                .check(CORE);
    }

    @Test
    @DisplayName("R-17: the only time is that of the injected clock")
    void askNobodyElseForTheTime() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "a clock of the system is made",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && (call.getName().startsWith("system")
                                        || call.getName().startsWith("tick"))))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "the date of the system is asked for",
                        call -> call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")))
                .check(CORE);
    }

    @Test
    @DisplayName("U-22, U-23, H-07: no URI of the JDK, and nothing that could open a connection")
    void useNoUriOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(URL.class, URI.class, URLConnection.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "javax.net..", "javax.naming..")
                .check(CORE);
    }

    @Test
    @DisplayName("H-139: no backtracking expressions over what a client sent")
    void useNoRegularExpressions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .orShould()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "split", String.class)
                .orShould()
                .callMethod(String.class, "split", String.class, int.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .check(CORE);
    }

    @Test
    @DisplayName("only the verifier makes a verified proof")
    void onlyTheVerifierMakesProofs() {
        assertEquals(1, VerifiedProof.class.getDeclaredConstructors().length);
        assertTrue(
                CORE.get(VerifiedProof.class).getConstructors().stream()
                        .flatMap(constructor -> constructor.getCallsOfSelf().stream())
                        .anyMatch(call -> call.getOriginOwner().isEquivalentTo(ProofVerifier.class)),
                "nobody makes one");
        noClasses()
                .that()
                .doNotBelongToAnyOf(ProofVerifier.class)
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "a verified proof is made",
                        call -> call.getTargetOwner().isEquivalentTo(VerifiedProof.class)))
                .check(CORE);
    }

    @Test
    @DisplayName("nothing is decided by what an application could make up")
    void nothingIsDecidedByAProofOfAnotherKind() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a proof is read that may be anybody's",
                        call -> call.getTargetOwner().isEquivalentTo(DPoPProof.class)))
                .check(CORE);
    }
}
