package org.dpop4j.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dpop4j.test.TestIssuer;

/** The one issuer of a test run, whose key all applications know. */
public final class Issuer {
    private static final TestIssuer ISSUER = TestIssuer.rs256();

    private Issuer() {}

    public static TestIssuer get() {
        return ISSUER;
    }

    /**
     * Writes the public key for applications that are not told it otherwise.
     *
     * @return the URI of the file
     */
    static String writeKeys(Path file) throws IOException {
        return Files.writeString(file, ISSUER.publicKeyPem()).toUri().toString();
    }
}
