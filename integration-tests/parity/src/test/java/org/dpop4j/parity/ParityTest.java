package org.dpop4j.parity;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import org.dpop4j.contract.Recording;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The servers answer alike or say why they do not, and the guide's page shows it as it is. */
class ParityTest {
    private static final Logger LOG = Logger.getLogger(ParityTest.class.getName());
    private static final Path PAGE = Path.of("..", "..", "docs", "modules", "ROOT", "pages", "parity.adoc");
    private static final Path MADE = Path.of("target", "parity.adoc");
    /** With this system property the page is written instead of compared. */
    private static final String UPDATE = "parity.update";

    private static final String RUN_ALL = "mvn verify -pl integration-tests/parity -am";

    @Test
    void thePageShowsWhatTheServersAnswer() throws IOException {
        Comparison comparison = Comparison.of(recordings());
        List<String> problems = comparison.problems();
        assertTrue(problems.isEmpty(), () -> problems.size() + " problems:\n" + String.join("\n", problems));

        String page = ParityPage.of(comparison);
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, page);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page);
        }
        String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!page.equals(kept)) {
            fail("docs/modules/ROOT/pages/parity.adoc is not what the servers answer, " + firstDifference(page, kept)
                    + "\nBring it up to date by\n"
                    + "  cp integration-tests/parity/target/parity.adoc docs/modules/ROOT/pages/parity.adoc\n"
                    + "or, running all servers again, by\n  " + RUN_ALL + " -D" + UPDATE + "=true\n");
        }
    }

    private static Map<Server, Map<String, Recording>> recordings() {
        Map<Server, Map<String, Recording>> recordings = new EnumMap<>(Server.class);
        List<Path> missing = new ArrayList<>();
        for (Server server : Server.EXPECTED) {
            Map<String, Recording> byConfiguration = new HashMap<>();
            for (String configuration : Comparison.CONFIGURATIONS) {
                Path file = server.recording(configuration);
                if (Files.exists(file)) {
                    byConfiguration.put(configuration, Recording.read(file));
                } else {
                    missing.add(file);
                }
            }
            recordings.put(server, byConfiguration);
        }
        if (!missing.isEmpty()) {
            boolean nothing = recordings.values().stream().allMatch(Map::isEmpty);
            stop(
                    nothing,
                    "The servers have not recorded what they answer, missing are " + missing
                            + ". Run the contract on all of them: " + RUN_ALL);
        }
        return recordings;
    }

    private static void stop(boolean nothingWasRun, String message) {
        if (!nothingWasRun || Objects.equals(System.getenv("CI"), "true")) {
            fail(message);
        }
        LOG.severe("TEST SKIPPED: " + message);
        Assumptions.abort(message);
    }

    private static String firstDifference(String page, String kept) {
        List<String> wanted = page.lines().toList();
        List<String> found = kept.lines().toList();
        int line = 0;
        while (line < wanted.size() && line < found.size() && wanted.get(line).equals(found.get(line))) {
            line++;
        }
        return "beginning with line " + (line + 1) + ", which is to be\n  "
                + (line < wanted.size() ? wanted.get(line) : "the end");
    }
}
