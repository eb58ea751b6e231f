package org.dpop4j.infinispan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.replay.SharedStoreClock;
import org.dpop4j.settings.ApplicationLog;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers used proofs in a replicated Infinispan cache, for all nodes that share it.
 *
 * <p>A use is one {@code putIfAbsent}, which the cache answers when all nodes have the entry, so of any number of copies,
 * at whatever nodes, one is the first. When nodes come and go meanwhile the cache repeats what it has begun, and takes an
 * entry with the same value for its own; so no two uses have the same value.
 *
 * <p><b>A cache that forgets.</b> When all nodes have stopped, or the cache is cleared, what was used before is unknown. So
 * there is a marker among the entries: the second from which on the cache knows every use. Whoever finds none sets it to
 * the next full second, and each node refuses proofs that were made before it. It is read with each use, after the entry
 * is made, so that a loss in between is seen.
 *
 * <p><b>Nodes that do not see each other</b> go on by themselves, unless the cache's partition handling is
 * {@code DENY_READ_WRITES}, and each part accepts a proof once. When they see each other again, each knows what any has
 * seen, if the cache's merge policy is {@code PREFERRED_NON_NULL}; but for what a node has seen alone and has lost, by a
 * stop or a clear, before that.
 *
 * <p><b>Bounds:</b> what a node adds to the cache it first adds to an {@link InMemoryReplayStore}, which bounds it, in all
 * and for each client key.
 *
 * <p><b>Time:</b> an entry lives until its expiry by this node's clock, and half a minute longer, so that nodes whose
 * clocks differ by less do not see it go early.
 *
 * <p><b>Threading:</b> safe for any number of threads. <b>Blocking:</b> until all nodes have the entry, for the cache's own
 * timeouts at most. <b>Failure:</b> whatever keeps the cache from answering is {@link Reason#UNAVAILABLE}, also when it
 * cannot be known whether a use was remembered: then the same proof is refused as used when it is sent again, and a new
 * one passes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
public final class InfinispanReplayStore implements ReplayStore {
    /** All other keys are digests, which are longer. */
    static final String MARKER = "since";

    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER_LOSS = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS_TO_MARK = 5;
    private static final long FOREVER = -1;

    private final Cache<String, Long> cache;
    private final InMemoryReplayStore bounds;
    private final SharedStoreClock clock;
    private final ApplicationLog log;

    /**
     * Makes a store, without asking the cache yet.
     *
     * @param cache used for nothing but used proofs; applications may share it, as the keys have their namespace
     * @param bounds what this node adds; used for nothing else
     * @param clock the clock by which proofs are verified
     * @param log where operators are told of the application
     * @throws IllegalStateException when the cache is of a kind that does not share, or that forgets; the message says how
     *     to configure it
     */
    public InfinispanReplayStore(
            Cache<String, Long> cache, InMemoryReplayStore bounds, Clock clock, ApplicationLog log) {
        CacheDemands.check(cache.getName(), cache.getCacheConfiguration(), log);
        this.cache = cache;
        this.bounds = Objects.requireNonNull(bounds);
        this.clock = new SharedStoreClock(clock);
        this.log = log;
    }

    /**
     * Sets the marker, if there is none, so that the first request need not wait for the second after it, and tells how many
     * nodes there are.
     *
     * @throws IllegalStateException when the cache holds something else
     */
    void connect() {
        try {
            knowsSince();
            log.info(name() + " is shared by "
                    + cache.getCacheManager().getMembers().size() + " nodes now");
        } catch (ClassCastException e) {
            throw new IllegalStateException(name() + " is used for something else. Make one for used proofs alone", e);
        } catch (CacheException e) {
            log.warn(name() + " cannot be asked; requests with a proof are refused with status 503 until it can", e);
        }
    }

    @Override
    public boolean firstUse(ProofUse use) {
        try {
            long knowsSince = knowsSince();
            if (use.madeAt().getEpochSecond() < knowsSince) {
                throw clock.forgotten(name(), knowsSince);
            }
            if (!bounds.firstUse(use)) {
                return false;
            }
            boolean isFirst = remember(use.key(), use.expiry());
            if (!Objects.equals(cache.get(MARKER), knowsSince)) {
                throw new ReplayStoreException(Reason.UNAVAILABLE, name() + " has lost what it knew", RETRY_AFTER_LOSS);
            }
            return isFirst;
        } catch (CacheException e) {
            throw new ReplayStoreException(
                    Reason.UNAVAILABLE, name() + " cannot be asked: " + e.getMessage(), RETRY_AFTER_FAILURE, e);
        }
    }

    private boolean remember(ReplayKey key, Instant expiry) {
        long unlikeAnyOther = ThreadLocalRandom.current().nextLong();
        long life = clock.lifeMillis(expiry);
        return cache.putIfAbsent(
                        key.toString(), unlikeAnyOther, life, TimeUnit.MILLISECONDS, FOREVER, TimeUnit.MILLISECONDS)
                == null;
    }

    /** In seconds of the epoch; whatever was used from then on is known. */
    private long knowsSince() {
        Long marker = cache.get(MARKER);
        for (int i = 0; marker == null; i++) {
            if (i == MOST_ATTEMPTS_TO_MARK) {
                throw new CacheException("too slow, or cleared all the time");
            }
            marker = mark();
        }
        return marker;
    }

    /** Null when it took too long: what was used since the clock was read may have been lost just before the marker was set. */
    private @Nullable Long mark() {
        long second = clock.nextSecond();
        Long other = cache.putIfAbsent(MARKER, second, FOREVER, TimeUnit.SECONDS, FOREVER, TimeUnit.SECONDS);
        if (other != null) {
            return other;
        }
        if (clock.isAhead(second)) {
            log.info(name() + " knows the used proofs since " + Instant.ofEpochSecond(second)
                    + "; older ones are refused");
            return second;
        }
        cache.remove(MARKER, second);
        return null;
    }

    private String name() {
        return "The cache " + cache.getName();
    }
}
