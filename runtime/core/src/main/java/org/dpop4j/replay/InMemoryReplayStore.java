package org.dpop4j.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.settings.DPoPSettings;

/**
 * Remembers used proofs in the memory of this node, up to a fixed number, and forgets none that is still live.
 *
 * <p>A full store refuses, as does one whose caller's client key has used up its share: to make room by forgetting a
 * live entry would let its proof be used again. For a key that is already known it returns {@code false} even then.
 *
 * <p><b>Time:</b> an entry is live up to and including its expiry, which is rounded up to the second, and for at least
 * one second. It goes only when the wall clock has passed the expiry <em>and</em> the time that was left when it was
 * added has passed on the monotonic clock, so that steps of the wall clock in between make no entry go early. What no
 * store can cover: a wall clock that is set back <em>after</em> an entry has gone makes that proof fresh again.
 *
 * <p><b>Threading:</b> safe for any number of threads; entries are spread by client key over separately locked tables.
 * <b>Blocking:</b> only for such a lock. <b>Memory:</b> about 32 to 56 bytes per live entry, in tables that grow and shrink
 * with use.
 *
 * <p>Several nodes with a store of this type each accept a proof once per node.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
public final class InMemoryReplayStore implements ReplayStore {
    private static final int SHARDS = 64;
    private static final long LAST_EXPIRY_SECOND = 1L << 40;
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final VarHandle LONG_IN_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private enum Attempt {
        REMEMBERED,
        KNOWN,
        CLIENT_KEY_QUOTA,
        FULL
    }

    private record Shard(ReentrantLock lock, ReplayTable table) {}

    private final int maxEntries;
    private final int maxEntriesPerKey;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long nanoOrigin;
    private final long clientSeed;
    private final Shard[] shards = new Shard[SHARDS];
    private final AtomicInteger size = new AtomicInteger();

    /** Guards the two fields below; taken before a shard's lock, never after. */
    private final ReentrantLock purging = new ReentrantLock();

    private long purgedTick = ReplayTable.NO_TICK;
    private long secondsUntilRoom;

    /** @param clock the clock by which proofs are verified */
    public InMemoryReplayStore(DPoPSettings settings, Clock clock) {
        this(settings.replayMaxEntries(), settings.replayMaxEntriesPerKey(), clock, System::nanoTime);
    }

    /**
     * @param maxEntries how many live entries the store holds at most; {@link DPoPSettings#REPLAY_MAX_ENTRIES} has its
     *     bounds
     * @param maxEntriesPerKey how many of them one client key holds at most; 1 to {@code maxEntries} inclusive
     */
    InMemoryReplayStore(int maxEntries, int maxEntriesPerKey, Clock clock, LongSupplier nanoTime) {
        this.maxEntries = maxEntries;
        this.maxEntriesPerKey = maxEntriesPerKey;
        this.clock = clock;
        this.nanoTime = nanoTime;
        nanoOrigin = nanoTime.getAsLong();
        SecureRandom random = new SecureRandom();
        clientSeed = random.nextLong();
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard(new ReentrantLock(), new ReplayTable(random.nextLong()));
        }
    }

    @Override
    public boolean firstUse(ProofUse use) {
        ReplayKey key = use.key();
        byte[] digest = key.digest();
        long high = (long) LONG_IN_BYTES.get(digest, 0);
        long low = (long) LONG_IN_BYTES.get(digest, Long.BYTES);
        if (high == 0) {
            high = 1; // 0 marks an empty slot
        }
        long client = Hashing.hash(clientSeed, key.jkt());
        long expiryMillis = ceilMillis(use.expiry());

        Attempt attempt = attempt(high, low, client, expiryMillis);
        if (attempt == Attempt.FULL) {
            // Outside the shard's lock: two callers that each hold one and want the other's would wait forever.
            long seconds = purge();
            attempt = attempt(high, low, client, expiryMillis);
            if (attempt == Attempt.FULL) {
                throw full(seconds);
            }
        }
        if (attempt == Attempt.CLIENT_KEY_QUOTA) {
            throw quotaReached(client);
        }
        return attempt == Attempt.REMEMBERED;
    }

    /** How many entries are held: the live ones, and those that have expired but are not cleared away yet. */
    public int size() {
        return size.get();
    }

    private Attempt attempt(long high, long low, long client, long expiryMillis) {
        Shard shard = shardOf(client);
        ReplayTable table = shard.table;
        shard.lock.lock();
        try {
            setTime(table);
            int slot = table.find(high, low);
            if (slot != ReplayTable.ABSENT) {
                if (!table.isGone(slot)) {
                    return Attempt.KNOWN;
                }
                table.renew(slot, expiryMillis);
                return Attempt.REMEMBERED;
            }
            release(table.sweep());
            if (table.held(client) >= maxEntriesPerKey) {
                release(table.purge());
                if (table.held(client) >= maxEntriesPerKey) {
                    return Attempt.CLIENT_KEY_QUOTA;
                }
            }
            // Before the place is taken: running out of memory here must not lose it.
            table.fit();
            if (!reserve()) {
                return Attempt.FULL;
            }
            table.add(high, low, client, expiryMillis);
            return Attempt.REMEMBERED;
        } finally {
            shard.lock.unlock();
        }
    }

    /**
     * Clears all tables of what is gone, and returns the seconds until the next entry may go. At most once a tick, so
     * that a flood of requests to a full store costs no more than one look at each entry a second.
     */
    private long purge() {
        purging.lock();
        try {
            long tick = ReplayTable.tick(clock.millis(), monoMillis());
            if (tick != purgedTick) {
                purgedTick = tick;
                secondsUntilRoom = Long.MAX_VALUE;
                for (Shard shard : shards) {
                    secondsUntilRoom = Math.min(secondsUntilRoom, purge(shard));
                }
            }
            return secondsUntilRoom;
        } finally {
            purging.unlock();
        }
    }

    private long purge(Shard shard) {
        shard.lock.lock();
        try {
            setTime(shard.table);
            release(shard.table.purge());
            shard.table.fit();
            return shard.table.secondsUntilRoom();
        } finally {
            shard.lock.unlock();
        }
    }

    /** Takes a place for one entry; there are never more entries than places, at no moment. */
    private boolean reserve() {
        int taken = size.get();
        while (taken < maxEntries) {
            if (size.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = size.get();
        }
        return false;
    }

    private void release(int places) {
        if (places != 0) {
            size.addAndGet(-places);
        }
    }

    /**
     * Both clocks are rounded down, the wall clock is read first and both are read under the lock: then an entry can
     * live longer than it should, by the time between the two, but never shorter, and time in a table never goes back
     * by waiting for the lock.
     */
    private void setTime(ReplayTable table) {
        long wallMillis = clock.millis();
        table.setTime(wallMillis, monoMillis());
    }

    private long monoMillis() {
        return (nanoTime.getAsLong() - nanoOrigin) / 1_000_000;
    }

    private Shard shardOf(long client) {
        return shards[(int) client & (SHARDS - 1)];
    }

    private ReplayStoreException full(long seconds) {
        return new ReplayStoreException(
                Reason.FULL,
                "The replay store holds " + maxEntries + " live entries, as many as replay.max-entries allows",
                retryAfter(seconds));
    }

    private ReplayStoreException quotaReached(long client) {
        Shard shard = shardOf(client);
        long seconds;
        shard.lock.lock();
        try {
            seconds = shard.table.secondsUntilRoom(client);
        } finally {
            shard.lock.unlock();
        }
        return new ReplayStoreException(
                Reason.CLIENT_KEY_QUOTA,
                "A client key holds " + maxEntriesPerKey
                        + " live entries, as many as replay.max-entries-per-key allows",
                retryAfter(seconds));
    }

    private static Duration retryAfter(long seconds) {
        return Duration.ofSeconds(Math.min(Math.max(seconds, 1), LONGEST_RETRY.toSeconds()));
    }

    private static long ceilMillis(Instant instant) {
        long second = Math.min(Math.max(instant.getEpochSecond(), 0), LAST_EXPIRY_SECOND);
        return second * 1000 + (instant.getNano() + 999_999) / 1_000_000;
    }
}
