package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import jakarta.enterprise.context.RequestScoped;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scope that is not there yet when tokens are judged. */
class RequestScopedNonceProviderTest {
    @RegisterExtension
    static final QuarkusUnitTest APP =
            AbstractNonceProviderTest.application(true, RequestScopedNonceProviderTest.OfRequestScope.class);

    @RequestScoped
    public static class OfRequestScope implements DPoPNonceProvider {
        @Override
        public String issue(NonceRequest request) {
            return NonceProviders.issue(request);
        }

        @Override
        public NonceVerdict check(String nonce, NonceRequest request) {
            return NonceProviders.check(nonce, request);
        }
    }

    @Test
    @DisplayName("K8: a provider without its scope refuses; it never opens a door")
    void refuses() {
        for (String path : NonceProviders.PATHS) {
            int reached = NonceProviders.REACHED.get();
            Response without = Callers.dpop("user").accept("text/plain").get(path);
            if (path.equals("/nonce")) {
                Answers.isUnavailable(without);
            } else {
                // The scope is there when Quarkus REST has matched.
                Answers.asksForNonce(without);
            }
            Answers.isUnavailable(
                    Callers.dpopWithNonce("good", "user").accept("text/plain").get(path));
            assertEquals(reached, NonceProviders.REACHED.get(), path);
        }
    }
}
