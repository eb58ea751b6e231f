package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.junit.jupiter.api.extension.RegisterExtension;

class NonceProviderProactiveTest extends AbstractNonceProviderTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(true, OfApplicationScope.class);

    @ApplicationScoped
    public static class OfApplicationScope implements DPoPNonceProvider {
        @Override
        public String issue(NonceRequest request) {
            return NonceProviders.issue(request);
        }

        @Override
        public NonceVerdict check(String nonce, NonceRequest request) {
            return NonceProviders.check(nonce, request);
        }
    }
}
