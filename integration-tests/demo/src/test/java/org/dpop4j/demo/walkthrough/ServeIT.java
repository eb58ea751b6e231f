package org.dpop4j.demo.walkthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the demo prints when it keeps serving works when it is pasted, and the demo ends when it is told to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServeIT {
    private static final Pattern STATUS_LINE = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ", Pattern.MULTILINE);

    private static final String LAST_COMMAND = lastCommand();

    @TempDir
    Path directory;

    private Process demo;
    private List<String> commands;

    @BeforeEach
    void serve() throws IOException {
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Demo.class.getName(),
                        System.getProperty("demo.target"),
                        "true")
                .redirectError(directory.resolve("demo.err").toFile())
                .start();
        commands = readCommands(demo.inputReader());
    }

    @AfterEach
    void stop() throws InterruptedException {
        demo.destroy();
        demo.waitFor();
    }

    private static String lastCommand() {
        List<CurlCommands> all = CurlCommands.of("");
        List<String> lines = all.get(all.size() - 1).lines();
        return lines.get(lines.size() - 1);
    }

    /** The indented lines after the words that announce them. */
    private static List<String> readCommands(BufferedReader printed) throws IOException {
        String line = printed.readLine();
        while (line != null && !line.startsWith("Paste")) {
            line = printed.readLine();
        }
        List<String> found = new ArrayList<>();
        // The last command is known, the end of the output is not: the demo goes on.
        while (line != null && !line.equals("    " + LAST_COMMAND)) {
            line = printed.readLine();
            if (line != null && line.startsWith("    ")) {
                found.add(line);
            }
        }
        return found;
    }

    @Test
    void printedCommandsWorkWhenPasted() throws Exception {
        assumeTrue(isOnPath("sh") && isOnPath("curl"), "the commands need a shell and curl");
        Path script = Files.write(directory.resolve("pasted.sh"), commands);
        Path output = directory.resolve("pasted.out");
        Process shell = new ProcessBuilder("sh", "-eu", script.toString())
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("pasted.err").toFile())
                .start();
        assertEquals(0, shell.waitFor());
        String printed = Files.readString(output);
        assertEquals(
                List.of("200", "401", "200", "200", "401", "200", "401"),
                STATUS_LINE
                        .matcher(printed)
                        .results()
                        .map(status -> status.group(1))
                        .toList(),
                printed);
    }

    @Test
    void stopsOnSigterm() throws Exception {
        OrdersApi api = new OrdersApi(baseUri());
        assertTrue(api.isUp());
        List<ProcessHandle> servers = demo.children().toList();
        assertEquals(1, servers.size());
        demo.destroy();
        assertTrue(demo.waitFor(20, TimeUnit.SECONDS));
        assertFalse(servers.get(0).isAlive());
        assertFalse(api.isUp());
    }

    private String baseUri() {
        return commands.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("URL="))
                .map(line -> line.substring("URL=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
