package org.dpop4j.demo.walkthrough;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells the walk-through to a reader at a terminal: plain text, so that it reads the same in a log. */
final class Transcript implements Walkthrough.Listener {
    private static final int CREDENTIALS_COLUMN = 44;
    private static final int SUMMARY_COLUMN = 32;

    private final PrintStream out;
    private final List<String> summary = new ArrayList<>();
    private int failures;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void begin(DemoServer server) {
        out.println();
        out.println("dpop4j demo: an orders API on Quarkus, running at " + server.baseUri());
        out.println();
        out.println(
                "    /orders    @DPoPRequired  @RolesAllowed(\"customer\")   a DPoP-bound token with a proof, nothing else");
        out.println("               DELETE also with a nonce, which this server supplies");
        out.println("    /catalog                  @RolesAllowed(\"customer\")   Bearer and DPoP side by side");
        out.println();
        out.println("Alice gets an access token from the development issuer, bound to her key. Mallory steals it.");
        out.println("Tokens and proofs are shortened below, long header lines are wrapped.");
    }

    @Override
    public void done(Step step, Answer answer) {
        boolean expected = answer.status() == step.expectedStatus();
        if (!expected) {
            failures++;
        }
        summary.add(("    %-" + SUMMARY_COLUMN + "s%d  %s")
                .formatted(step.name(), answer.status(), expected ? "ok" : "FAILED"));

        out.println();
        out.printf("%2d. %s%n", summary.size(), step.story());
        Call call = step.call();
        out.println("    > " + call.method() + " " + call.path());
        call.authorization().ifPresent(line -> credentials("Authorization: ", line));
        call.proof().ifPresent(line -> credentials("DPoP: ", line));
        out.println("    < " + answer.status() + " " + reasonPhrase(answer.status()));
        answer.challenges().forEach(this::challenge);
        answer.nonce().ifPresent(nonce -> out.println("    < DPoP-Nonce: " + shortened(nonce)));
        if (!answer.body().isEmpty()) {
            out.println("    < " + answer.body());
        }
        out.println("    " + step.reason());
        if (!expected) {
            out.println("    FAILED: " + step.expectedStatus() + " was expected.");
        }
    }

    private void credentials(String header, Call.Line line) {
        String text = "    > " + header + shortened(line.value());
        out.printf("%-" + CREDENTIALS_COLUMN + "s%s%n", text, "(" + line.note() + ")");
    }

    /** The scheme if there is one, then both ends of the JWT. */
    private static String shortened(String credentials) {
        int jwt = credentials.indexOf(' ') + 1;
        return credentials.substring(0, jwt + 6) + "..." + credentials.substring(credentials.length() - 6);
    }

    /** One parameter a line; the first shares its line with the scheme. */
    private void challenge(String line) {
        String start = "    < WWW-Authenticate: ";
        String indentation = " ".repeat(start.length() + line.indexOf(' ') + 1);
        out.println(start + line.replace("\", ", "\"," + System.lineSeparator() + indentation));
    }

    private static String reasonPhrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 401 -> "Unauthorized";
            default -> "";
        };
    }

    /** @throws IllegalStateException when a step went otherwise than expected, to fail the build */
    void end(Path log) {
        out.println();
        out.println("Summary");
        summary.forEach(out::println);
        out.println();
        if (failures > 0) {
            String message = failures + " of " + summary.size() + " steps went otherwise than expected.";
            out.println(message + " The server's log: " + log);
            throw new IllegalStateException(message);
        }
        out.println("All " + summary.size() + " steps went as expected.");
    }

    void serving(DemoServer server) {
        out.println();
        out.println("The orders API goes on serving at " + server.baseUri() + " until you press Ctrl-C.");
        out.println("Paste these commands into another terminal.");
        for (CurlCommands commands : CurlCommands.of(server.baseUri())) {
            out.println();
            out.println(commands.says());
            commands.lines().forEach(line -> out.println("    " + line));
        }
        out.println();
        out.flush();
    }

    void notServing() {
        out.println("To try it yourself with curl: mvn -Pdemo verify -Ddemo.serve");
        out.println();
        out.flush();
    }
}
