package org.dpop4j.it.browser;

import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.DPoPSettings;

/** The default nonces on a clock that can be put forward, so that nobody has to wait until one is old. */
@Singleton
@Path("nonces")
public class AgeingNonces implements DPoPNonceProvider {
    private final DPoPNonceProvider nonces;
    private final AtomicReference<Duration> lead = new AtomicReference<>(Duration.ZERO);

    AgeingNonces(DPoPSettings settings) {
        nonces = HmacNonceProvider.of(settings);
    }

    /** Makes every nonce older, for good. */
    @POST
    public void age(@QueryParam("minutes") int minutes) {
        lead.updateAndGet(time -> time.plusMinutes(minutes));
    }

    @Override
    public String issue(NonceRequest request) {
        return nonces.issue(later(request, lead.get()));
    }

    @Override
    public NonceVerdict check(String nonce, NonceRequest request) {
        Duration now = lead.get();
        NonceVerdict verdict = nonces.check(nonce, later(request, now));
        return verdict instanceof NonceVerdict.Valid valid
                ? new NonceVerdict.Valid(valid.goodUntil().map(end -> end.minus(now)), valid.renew())
                : verdict;
    }

    private static NonceRequest later(NonceRequest request, Duration lead) {
        return new NonceRequest(request.jkt(), request.now().plus(lead));
    }
}
