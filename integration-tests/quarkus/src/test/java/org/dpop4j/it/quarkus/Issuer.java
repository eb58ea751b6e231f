package org.dpop4j.it.quarkus;

import org.dpop4j.test.TestIssuer;

/** The one issuer of this build. Test classes are loaded once per application, and all of them need the same key. */
final class Issuer {
    private static final String PROPERTY = "dpop4j.it.issuer";

    /** Of this application's tests; to read the key and to sign with it for the first time takes its time. */
    private static final TestIssuer ISSUER = load();

    private Issuer() {}

    static TestIssuer get() {
        return ISSUER;
    }

    private static TestIssuer load() {
        Object pem = System.getProperties()
                .computeIfAbsent(PROPERTY, name -> TestIssuer.rs256().privateKeyPem());
        return TestIssuer.fromPem(pem.toString());
    }
}
