package org.dpop4j.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NodeProjectTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SLEEP = "setInterval(() => {}, 1000);";

    private static NodeProject project;

    @BeforeAll
    static void install() {
        project = NodeProject.install(Path.of("src", "test", "js"));
    }

    @Test
    void aScriptUsesThePackagesOfTheProject() throws IOException {
        write("import * as DPoP from 'dpop'; console.log(process.env.WHO, typeof DPoP.generateProof);");

        assertEquals("me function\n", run(Map.of("WHO", "me"), MINUTE).stdout());
    }

    @Test
    void aFailureTellsAllThatTheScriptHasSaid() throws IOException {
        write("console.log('one'); console.error('two'); throw new Error('three');");

        String message =
                assertThrows(AssertionError.class, () -> run(Map.of(), MINUTE)).getMessage();

        assertTrue(message.contains("one\n"), message);
        assertTrue(message.contains("two\n"), message);
        assertTrue(message.contains("Error: three"), message);
    }

    @Test
    void aScriptThatDoesNotEndIsEndedWithItsChildren() throws Exception {
        write("import { spawn } from 'node:child_process';" + "console.log(spawn(process.execPath, ['-e', '" + SLEEP
                + "'], { detached: true }).pid);" + SLEEP);

        AssertionError error = assertThrows(AssertionError.class, () -> run(Map.of(), Duration.ofSeconds(2)));

        assertEnded(error.getMessage().replaceAll("(?s).*--- stdout\n(\\d+)\n.*", "$1"));
    }

    @Test
    void whatAScriptLeavesBehindIsEnded() throws Exception {
        write("import { spawn } from 'node:child_process';"
                + "console.log(spawn(process.execPath, ['-e', '" + SLEEP + "'], { detached: true }).pid);"
                + "setTimeout(() => process.exit(), 1000);");

        assertEnded(run(Map.of(), MINUTE).stdout().strip());
    }

    private static void assertEnded(String pid) throws Exception {
        Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(pid));
        if (child.isPresent()) {
            child.get().onExit().get(1, TimeUnit.MINUTES);
        }
    }

    private void write(String script) throws IOException {
        Files.writeString(project.directory().resolve("trial.mjs"), script);
    }

    private NodeOutput run(Map<String, String> environment, Duration timeout) {
        return project.run("trial.mjs", environment, timeout);
    }
}
