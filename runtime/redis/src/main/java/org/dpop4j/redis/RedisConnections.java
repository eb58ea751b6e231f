package org.dpop4j.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.dpop4j.replay.SharedStoreClock;
import org.dpop4j.settings.ApplicationLog;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The open connections of one store, the last one used first. While no server can be asked, one caller at a time tries,
 * twice a second at most, and all others are told at once.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Blocking:</b> for the timeout at most for a free connection, and for as
 * long as opening one takes: the timeout for each step of it.
 */
final class RedisConnections implements AutoCloseable {
    private static final int MOST_IN_USE = 64;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Failure(long nanos, JedisException cause) {}

    private final RedisUri uri;
    private final Duration timeout;
    private final byte[] markerKey;
    private final SharedStoreClock clock;
    private final ApplicationLog log;
    private final Semaphore places = new Semaphore(MOST_IN_USE);
    private final ConcurrentLinkedDeque<RedisConnection> idle = new ConcurrentLinkedDeque<>();
    private final ReentrantLock probing = new ReentrantLock();
    private final AtomicReference<String> memory = new AtomicReference<>("");
    private final AtomicReference<String> policy = new AtomicReference<>("noeviction");
    private volatile @Nullable Failure failure;
    private volatile boolean isClosed;

    RedisConnections(RedisUri uri, Duration timeout, byte[] markerKey, SharedStoreClock clock, ApplicationLog log) {
        this.uri = uri;
        this.timeout = timeout;
        this.markerKey = markerKey;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Takes a place among those who may use a connection; {@link #leave} gives it back.
     *
     * @throws JedisException when there is none in time
     */
    void enter() {
        boolean hasEntered;
        try {
            hasEntered = places.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException("Interrupted while waiting for a connection to Redis", e);
        }
        if (!hasEntered) {
            throw new JedisException("All " + MOST_IN_USE + " connections to Redis are in use");
        }
    }

    void leave() {
        places.release();
    }

    /** A connection that is open already, if there is one. */
    @Nullable
    RedisConnection takeIdle() {
        return idle.pollFirst();
    }

    void giveBack(RedisConnection connection) {
        idle.addFirst(connection);
        if (isClosed) {
            closeIdle();
        }
    }

    /** Nothing that is open can be relied upon any more. */
    void closeIdle() {
        RedisConnection connection = idle.pollFirst();
        while (connection != null) {
            connection.close();
            connection = idle.pollFirst();
        }
    }

    /** @throws JedisException when no server can be asked, or none could a moment ago */
    RedisConnection open() {
        if (isClosed) {
            throw new JedisException("The store is closed");
        }
        Failure last = failure;
        if (last == null) {
            return openNow();
        }
        if (System.nanoTime() - last.nanos < PAUSE_NANOS || !probing.tryLock()) {
            throw last.cause;
        }
        try {
            return openNow();
        } finally {
            probing.unlock();
        }
    }

    private RedisConnection openNow() {
        RedisConnection connection;
        try {
            connection = RedisConnection.open(uri, timeout, markerKey, clock);
        } catch (JedisException e) {
            pause(e);
            throw e;
        }
        failure = null;
        report(connection);
        return connection;
    }

    /** Nobody opens one for a moment: what has failed would fail again. */
    void pause(JedisException cause) {
        failure = new Failure(System.nanoTime(), cause);
    }

    private void report(RedisConnection connection) {
        String last = memory.getAndSet(connection.memory());
        if (!last.equals(connection.memory())) {
            String sentence = "Redis at " + connection.host() + " knows the used proofs since "
                    + Instant.ofEpochSecond(connection.knowsSince()) + "; older ones are refused";
            if (last.isEmpty() && !connection.isNewMemory()) {
                log.debug(() -> sentence);
            } else {
                log.info(sentence);
            }
        }
        String now = connection.info().maxMemoryPolicy();
        if (!now.isEmpty() && !now.equals(policy.getAndSet(now)) && !now.equals("noeviction")) {
            log.warn("Redis at " + connection.host() + " has maxmemory-policy " + now
                    + ": when its memory is full it forgets used proofs, which can then be used again. Set it to"
                    + " noeviction");
        }
    }

    @Override
    public void close() {
        isClosed = true;
        closeIdle();
    }
}
