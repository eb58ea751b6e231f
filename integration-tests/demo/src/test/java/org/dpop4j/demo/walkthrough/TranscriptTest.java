package org.dpop4j.demo.walkthrough;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final Path LOG = Path.of("server.log");
    private static final Answer REFUSED = new Answer(401, List.of("DPoP algs=\"ES256\""), Optional.empty(), "");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void failsTheDemoWhenAStatusDiffers() {
        transcript.done(new Step("as planned", "", Call.get("/"), 401, ""), REFUSED);
        transcript.done(new Step("surprise", "", Call.get("/"), 200, ""), REFUSED);
        assertThrows(IllegalStateException.class, () -> transcript.end(LOG));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("FAILED: 200 was expected."));
    }

    @Test
    void endsWellWhenEveryStatusIsAsExpected() {
        transcript.done(new Step("as planned", "", Call.get("/"), 401, ""), REFUSED);
        assertDoesNotThrow(() -> transcript.end(LOG));
    }
}
