package org.dpop4j.demo.walkthrough;

import java.nio.file.Path;

/** Starts the orders API, goes through the walk-through, and says what happened. */
public final class Demo {
    private Demo() {}

    /**
     * Fails when a step went otherwise than expected.
     *
     * @param args the build directory of this module, and {@code true} to keep serving afterwards
     */
    public static void main(String[] args) throws Exception {
        boolean serve = Boolean.parseBoolean(args[1]);
        Transcript transcript = new Transcript(System.out);
        try (DemoServer server = DemoServer.start(Path.of(args[0]))) {
            transcript.begin(server);
            new Walkthrough(server.api()).run(transcript);
            transcript.end(server.log());
            if (serve) {
                transcript.serving(server);
                server.awaitEnd();
            } else {
                transcript.notServing();
            }
        }
    }
}
