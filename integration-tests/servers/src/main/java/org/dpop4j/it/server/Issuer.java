package org.dpop4j.it.server;

import org.dpop4j.test.TestIssuer;

/** The one issuer of a test run, whose key all applications know. */
public final class Issuer {
    private static final TestIssuer ISSUER = TestIssuer.rs256();

    private Issuer() {}

    public static TestIssuer get() {
        return ISSUER;
    }
}
