package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    Path directory;

    private Path running;
    private Path toolchains;

    @BeforeEach
    void install() throws IOException {
        running = jdk("jvm/17", "17.0.15");
        toolchains = directory.resolve("toolchains.xml");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(java).toFile().setExecutable(true);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Optional<Path> found(Map<String, String> environment) {
        return Jdk.installed(25, environment, toolchains, running).map(Jdk::home);
    }

    @Test
    void aVariableNamesIt() throws IOException {
        jdk("jvm/25", "25.0.1");
        Path named = jdk("named", "25");
        assertEquals(Optional.of(named), found(Map.of("JAVA_HOME_25", named.toString())));
        assertEquals(Optional.of(named), found(Map.of("JAVA_HOME_25_X64", named.toString())));
    }

    @Test
    void aToolchainNamesIt() throws IOException {
        Path older = jdk("older", "21.0.4");
        Path named = jdk("named", "25.0.1");
        Files.writeString(toolchains, """
                <toolchains>
                  <toolchain><type>jdk</type><configuration><jdkHome>%s</jdkHome></configuration></toolchain>
                  <toolchain><type>jdk</type><configuration><jdkHome>%s</jdkHome></configuration></toolchain>
                </toolchains>
                """.formatted(older, named));
        assertEquals(Optional.of(named), found(Map.of()));
    }

    @Test
    void itIsBesideTheRunningOne() throws IOException {
        Path beside = jdk("jvm/other", "25.0.1");
        assertEquals(Optional.of(beside.toRealPath()), found(Map.of()).map(JdkTest::real));
    }

    @Test
    void whatIsNoneOfThatVersionDoesNotCount() throws IOException {
        jdk("jvm/21", "21.0.4");
        Files.createDirectories(directory.resolve("jvm/25"));
        Files.writeString(toolchains, "<toolchains>");
        Map<String, String> environment = Map.of(
                "JAVA_HOME_25", directory.resolve("nothing").toString(),
                "JAVA_HOME_25_X64", running.toString(),
                "JAVA_HOME_251", jdk("named", "25").toString());
        assertEquals(Optional.empty(), found(environment));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
