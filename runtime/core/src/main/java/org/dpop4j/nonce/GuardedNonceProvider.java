package org.dpop4j.nonce;

import java.time.Duration;
import java.util.Objects;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.NonceVerdict.Valid;
import org.dpop4j.replay.OutageReport;

/** The nonce provider behind a guard: it sees no text that it could not have issued, and its faults go no further. */
public final class GuardedNonceProvider {
    private static final int MAX_CHARS = 512;
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final DPoPNonceProvider provider;
    private final OutageReport outage;

    public GuardedNonceProvider(DPoPNonceProvider provider, OutageReport outage) {
        this.provider = provider;
        this.outage = outage;
    }

    /** @throws NonceProviderFailure when the provider cannot tell */
    public NonceVerdict check(String nonce, NonceRequest request) {
        if (!isNonce(nonce)) {
            return Refused.UNKNOWN;
        }
        return ask(() -> {
            NonceVerdict verdict = provider.check(nonce, request);
            if (!(verdict instanceof Valid valid) || valid.goodUntil().isEmpty()) {
                return verdict;
            }
            Duration left = Duration.between(request.now(), valid.goodUntil().get());
            if (left.compareTo(LONGEST_LIFE) > 0) {
                throw new IllegalStateException("The nonce is good for " + left + " more; a day is the most");
            }
            return left.isNegative() ? Refused.STALE : verdict;
        });
    }

    /** @throws NonceProviderFailure when the provider cannot make one, or makes one that no header field can carry */
    public String issue(NonceRequest request) {
        return ask(() -> {
            String nonce = provider.issue(request);
            if (nonce == null || !isNonce(nonce)) {
                throw new IllegalStateException("The nonce is not 1 to " + MAX_CHARS
                        + " characters out of those that RFC 9449 section 8.1 allows");
            }
            return nonce;
        });
    }

    private <T> T ask(Question<T> question) {
        try {
            T answer = Objects.requireNonNull(question.answer(), "The nonce provider answered null");
            outage.answered();
            return answer;
        } catch (Throwable e) {
            // Checked ones as well: the provider may be written in a language that does not declare them.
            // Errors as well, such as a missing class of its client.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outage.failed(e);
            throw new NonceProviderFailure(e);
        }
    }

    /** RFC 9449 section 8.1: one or more NQCHAR, and not more than a client has to keep. */
    private static boolean isNonce(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_CHARS
                && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws Exception;
    }
}
