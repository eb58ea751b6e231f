package org.dpop4j.it.clients;

import org.dpop4j.test.TestIssuer;

/** The one issuer of this build. Test classes are loaded once per application, and all of them need the same key. */
final class Issuer {
    private static final String PROPERTY = "dpop4j.it.clients.issuer";

    private Issuer() {}

    static TestIssuer get() {
        Object pem = System.getProperties()
                .computeIfAbsent(PROPERTY, name -> TestIssuer.rs256().privateKeyPem());
        return TestIssuer.fromPem(pem.toString());
    }
}
