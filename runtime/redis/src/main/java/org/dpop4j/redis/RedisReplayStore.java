package org.dpop4j.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.replay.SharedStoreClock;
import org.dpop4j.settings.ApplicationLog;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Remembers used proofs in a Redis or Valkey server, for all nodes that share it.
 *
 * <p>A use is one {@code SET key 1 NX PX millis}, so of any number of copies, at whatever nodes, one is the first. The
 * key holds the namespace and a digest. All keys of a namespace have one hash tag: in a cluster they are on one node.
 *
 * <p><b>A server that forgets.</b> A server that restarts, or a replica that takes over, may know less than was told to
 * it; so does one whose data are deleted. Then a proof that was used before could be used again. So there is a marker
 * among the data: the second from which on the server knows every use. It has the server's {@code run_id}, which changes
 * with each start, and its {@code master_replid2}, which changes each time a replica becomes the master; so a marker that
 * came with the data of another life, from a snapshot or another server, is not mistaken for it. Whoever finds no marker
 * of this life sets one, with the next full second, and each node refuses proofs that were made before it. They are too old
 * anyway within one acceptance window; proofs that are made after it pass at once. The marker is read with each use, in
 * the same round trip and after the key is set, so there is no moment at which a loss goes unseen. A server that stands
 * alone and writes each command to disk before it answers ({@code appendonly yes}, {@code appendfsync always}, {@code
 * no-appendfsync-on-rewrite no}) loses nothing by a restart; its marker has neither.
 *
 * <p>What this does not see: entries that the server evicts one by one (there is a warning when its policy allows it); a
 * loss when the clock that dated the proof, a client's or for nonces another node's, was ahead of the clock of the node
 * that set the marker, by as much as it was ahead.
 *
 * <p><b>Time:</b> an entry lives until its expiry by this node's clock, and half a minute longer, so that nodes whose
 * clocks differ by less do not see it go early.
 *
 * <p><b>Threading:</b> safe for any number of threads; up to 64 ask at a time. <b>Blocking:</b> for one round trip, at most
 * about the timeout; for several times the timeout when a connection has to be opened. <b>Failure:</b> whatever keeps the
 * server from answering is {@link Reason#UNAVAILABLE}, also when it cannot be known whether a use was remembered: then
 * the same proof may be refused as used when it is sent again, and a new one passes. It opens connections again by
 * itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
public final class RedisReplayStore implements ReplayStore, AutoCloseable {
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER_LOSS = Duration.ofSeconds(1);
    /** Refusals after which the connection is as good as before. */
    private static final Set<String> PASSING = Set.of("OOM", "MISCONF", "NOREPLICAS", "BUSY");

    private final RedisUri uri;
    private final ApplicationLog log;
    private final String keyPrefix;
    private final SharedStoreClock clock;
    private final RedisConnections connections;

    /**
     * Makes a store, without asking the server yet.
     *
     * @param uri {@code redis://[[user]:password@]host[:port][,host[:port]...][/database]}; {@code rediss} for TLS;
     *     {@code redis-sentinel} or {@code rediss-sentinel} with the master's name after {@code #}. Of several hosts the
     *     first one that answers is asked, and redirections of a cluster are followed
     * @param timeout how long to wait for a connection, and for a response; 1 millisecond to 1 minute
     * @param namespace separates applications that share one server; in the log it is the name of the application
     * @param clock the clock by which proofs are verified
     * @throws IllegalArgumentException when the URI cannot be used; the message shows no part of it
     */
    public RedisReplayStore(String uri, Duration timeout, String namespace, Clock clock) {
        this(uri, timeout, namespace, clock, new ApplicationLog(namespace));
    }

    RedisReplayStore(String uri, Duration timeout, String namespace, Clock clock, ApplicationLog log) {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("The timeout is " + timeout + "; use one millisecond to one minute");
        }
        this.uri = RedisUri.parse(uri);
        this.log = log;
        // The encoding leaves no brace, which would end the hash tag early.
        this.keyPrefix = "dpop4j:{" + URLEncoder.encode(namespace, StandardCharsets.UTF_8) + "}:";
        this.clock = new SharedStoreClock(clock);
        this.connections =
                new RedisConnections(this.uri, timeout, (keyPrefix + "since").getBytes(US_ASCII), this.clock, log);
    }

    /** Opens the first connection, so that the log tells at the start what is wrong with the server. */
    void connect() {
        try {
            connections.giveBack(connections.open());
        } catch (JedisException e) {
            log.warn(
                    "Redis at " + uri
                            + " cannot be asked; requests with a proof are refused with status 503 until it can",
                    e);
        }
    }

    @Override
    public boolean firstUse(ProofUse use) {
        byte[] name = (keyPrefix + use.key()).getBytes(US_ASCII);
        try {
            connections.enter();
            try {
                return ask(name, use.madeAt(), use.expiry());
            } finally {
                connections.leave();
            }
        } catch (RedisConnection.LostMemoryException e) {
            throw new ReplayStoreException(
                    Reason.UNAVAILABLE, "Redis at " + uri + " has lost what it knew", RETRY_AFTER_LOSS, e);
        } catch (JedisException e) {
            throw new ReplayStoreException(
                    Reason.UNAVAILABLE,
                    "Redis at " + uri + " cannot be asked: " + e.getMessage(),
                    RETRY_AFTER_FAILURE,
                    e);
        }
    }

    private boolean ask(byte[] name, Instant madeAt, Instant expiry) {
        RedisConnection idle = connections.takeIdle();
        if (idle != null) {
            try {
                return ask(idle, name, madeAt, expiry, false);
            } catch (JedisConnectionException e) {
                connections.closeIdle();
                if (isTimeout(e)) {
                    throw e;
                }
                // Most likely closed by the server long ago. If it was not, the key may be remembered by now.
                if (ask(connections.open(), name, madeAt, expiry, true)) {
                    return true;
                }
                throw e;
            }
        }
        return ask(connections.open(), name, madeAt, expiry, true);
    }

    private static boolean isTimeout(JedisConnectionException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    private boolean ask(RedisConnection connection, byte[] name, Instant madeAt, Instant expiry, boolean isNew) {
        boolean isGood = false;
        try {
            if (madeAt.getEpochSecond() < connection.knowsSince()) {
                isGood = true;
                throw clock.forgotten("Redis at " + uri, connection.knowsSince());
            }
            boolean isFirst = connection.remember(name, clock.lifeMillis(expiry));
            isGood = true;
            return isFirst;
        } catch (JedisDataException e) {
            isGood = PASSING.contains(RedisConnection.code(e));
            if (!isGood) {
                connections.closeIdle();
                if (isNew) {
                    connections.pause(e);
                }
            }
            throw e;
        } catch (RedisConnection.LostMemoryException e) {
            connections.closeIdle();
            throw e;
        } finally {
            if (isGood) {
                connections.giveBack(connection);
            } else {
                connection.close();
            }
        }
    }

    /** Closes the connections. Whoever asks then gets {@link Reason#UNAVAILABLE}. */
    @Override
    public void close() {
        connections.close();
    }
}
