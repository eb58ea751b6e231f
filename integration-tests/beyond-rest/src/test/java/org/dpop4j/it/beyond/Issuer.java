package org.dpop4j.it.beyond;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.dpop4j.test.TestIssuer;

/** Whose tokens the application takes. */
public class Issuer implements QuarkusTestResourceLifecycleManager {
    private static final String PROPERTY = Issuer.class.getName();

    @Override
    public Map<String, String> start() {
        TestIssuer issuer = get();
        return Map.of("mp.jwt.verify.publickey", issuer.publicKeyPem(), "mp.jwt.verify.issuer", issuer.issuer());
    }

    @Override
    public void stop() {}

    /** Test classes are loaded once for JUnit and once for Quarkus, and both need the same key. */
    static synchronized TestIssuer get() {
        String pem = System.getProperty(PROPERTY);
        if (pem == null) {
            TestIssuer issuer = TestIssuer.rs256();
            System.setProperty(PROPERTY, issuer.privateKeyPem());
            return issuer;
        }
        return TestIssuer.fromPem(pem);
    }
}
