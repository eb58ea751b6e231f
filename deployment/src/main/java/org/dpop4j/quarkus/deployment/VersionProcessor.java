package org.dpop4j.quarkus.deployment;

import io.quarkus.builder.Version;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Holds the application's version of Quarkus against those that this extension is for. */
class VersionProcessor {
    /** Of Quarkus 3: the first and the last minor version that the tests are run with. */
    private static final int FIRST = 33;

    private static final int LAST = 37;

    /** Rooms whose classes need those of another extension, with its capability. */
    private static final Map<String, String> OPTIONAL =
            Map.of("/runtime/oidc/", Capability.OIDC, "/runtime/grpc/", Capability.GRPC);

    private static final Logger LOG = Logger.getLogger("org.dpop4j");

    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void check(CurateOutcomeBuildItem application, Capabilities capabilities) {
        String version = Version.getVersion();
        List<byte[]> classFiles = classFiles(
                application,
                OPTIONAL.entrySet().stream()
                        .filter(room -> !capabilities.isPresent(room.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
        if (classFiles.isEmpty()) {
            throw new IllegalStateException("The classes of quarkus-dpop are not where Quarkus " + version
                    + " has the dependencies of an application. Use a version of " + tested());
        }
        Set<String> missing =
                MissingInternals.of(classFiles.stream(), Thread.currentThread().getContextClassLoader());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("quarkus-dpop cannot be used with Quarkus " + version + ", which lacks "
                    + String.join(", ", missing) + ". Use a version of " + tested());
        }
        if (!isTested(version)) {
            LOG.warnf(
                    "quarkus-dpop was not tested with Quarkus %s. It has all that is needed to build; use a version of %s,"
                            + " or run the tests of your application with care",
                    version, tested());
        }
    }

    private static String tested() {
        return "Quarkus 3." + FIRST + " to 3." + LAST;
    }

    /** As Maven, and the metadata of extensions, write it. */
    static String asRange() {
        return "[3." + FIRST + ",3." + (LAST + 1) + ")";
    }

    /** Whether this version of Quarkus is among those that the tests are run with, by its first two numbers. */
    static boolean isTested(String version) {
        String[] numbers = version.split("\\.", 3);
        try {
            int minor = numbers.length < 3 ? -1 : Integer.parseInt(numbers[1]);
            return numbers[0].equals("3") && minor >= FIRST && minor <= LAST;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Those of the runtime half, without the rooms that this application has no use for. */
    private static List<byte[]> classFiles(CurateOutcomeBuildItem application, List<String> unusedRooms) {
        List<byte[]> classFiles = new ArrayList<>();
        for (ResolvedDependency dependency : application.getApplicationModel().getDependencies()) {
            if (dependency.getGroupId().equals("org.dpop4j")
                    && dependency.getArtifactId().equals("quarkus-dpop")) {
                dependency.getContentTree().walk(visit -> {
                    String path = visit.getRelativePath("/");
                    if (path.endsWith(".class") && unusedRooms.stream().noneMatch(path::contains)) {
                        try {
                            classFiles.add(Files.readAllBytes(visit.getPath()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
            }
        }
        return classFiles;
    }
}
