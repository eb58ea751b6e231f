package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Singleton;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.junit.jupiter.api.extension.RegisterExtension;

class NonceProviderLazyTest extends AbstractNonceProviderTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = application(false, OfSingletonScope.class);

    @Singleton
    public static class OfSingletonScope implements DPoPNonceProvider {
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
