package org.dpop4j.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import org.dpop4j.replay.SharedStoreClock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/**
 * One connection to the server that keeps the keys, and what was agreed with it when it was opened: since when it knows
 * every use. Not thread-safe.
 */
final class RedisConnection implements AutoCloseable {
    private static final byte[] ONE = {'1'};
    private static final byte[] NX = {'N', 'X'};
    private static final byte[] PX = {'P', 'X'};
    private static final Pattern SECOND = Pattern.compile("[0-9]{1,12}");
    private static final Pattern QUOTATION = Pattern.compile("[`'\"].*", Pattern.DOTALL);
    private static final int MOST_REDIRECTIONS = 5;
    private static final int MOST_ATTEMPTS_TO_MARK = 5;

    private final Connection connection;
    private final HostAndPort host;
    private final RedisInfo info;
    private final byte[] markerKey;
    private final byte[] marker;
    private final boolean isNewMarker;

    private RedisConnection(
            Connection connection,
            HostAndPort host,
            RedisInfo info,
            byte[] markerKey,
            byte[] marker,
            boolean isNewMarker) {
        this.connection = connection;
        this.host = host;
        this.info = info;
        this.markerKey = markerKey;
        this.marker = marker;
        this.isNewMarker = isNewMarker;
    }

    /**
     * Opens a connection to the first server that can be asked.
     *
     * @param markerKey has the hash tag of all keys
     * @throws JedisException when there is none
     */
    static RedisConnection open(RedisUri uri, Duration timeout, byte[] markerKey, SharedStoreClock clock) {
        DefaultJedisClientConfig sentinelConfig = config(uri, timeout).build();
        DefaultJedisClientConfig serverConfig = config(uri, timeout)
                .user(uri.user())
                .password(uri.password())
                .database(uri.database())
                .build();
        JedisException failure = null;
        for (HostAndPort host : uri.hosts()) {
            try {
                String master = uri.master();
                HostAndPort server = master == null ? host : masterOf(host, master, sentinelConfig);
                return openServer(server, serverConfig, markerKey, clock);
            } catch (JedisException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new JedisException("No host is named") : failure;
    }

    private static DefaultJedisClientConfig.Builder config(RedisUri uri, Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis((int) timeout.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (uri.tls()) {
            SSLParameters parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            config.ssl(true).sslParameters(parameters);
        }
        return config;
    }

    private static HostAndPort masterOf(HostAndPort sentinel, String name, DefaultJedisClientConfig config) {
        try (Connection connection = new Connection(sentinel, config)) {
            connection.sendCommand(Protocol.Command.SENTINEL, "get-master-addr-by-name", name);
            List<String> address = connection.getMultiBulkReply();
            if (address == null || address.size() != 2) {
                throw new JedisException("Sentinel " + sentinel + " knows no such master");
            }
            return new HostAndPort(address.get(0), Integer.parseInt(address.get(1)));
        }
    }

    private static RedisConnection openServer(
            HostAndPort first, DefaultJedisClientConfig config, byte[] markerKey, SharedStoreClock clock) {
        HostAndPort host = first;
        for (int i = 0; i < MOST_REDIRECTIONS; i++) {
            Connection connection = connect(host, config);
            try {
                return agree(connection, host, markerKey, clock);
            } catch (JedisMovedDataException e) {
                close(connection);
                HostAndPort target = e.getTargetNode();
                host = target.getHost().isEmpty() ? new HostAndPort(host.getHost(), target.getPort()) : target;
            } catch (RuntimeException e) {
                close(connection);
                throw e;
            }
        }
        throw new JedisException("The cluster at " + first + " sends from one node to the next");
    }

    /** A server that does not know AUTH repeats what came with it, so what it quotes is left out, and so is the cause. */
    private static Connection connect(HostAndPort host, DefaultJedisClientConfig config) {
        try {
            return new Connection(host, config);
        } catch (JedisDataException e) {
            String refusal = QUOTATION.matcher(String.valueOf(e.getMessage())).replaceFirst("...");
            String password = config.getPassword();
            boolean isTelling = password != null && refusal.contains(password);
            throw new JedisException(
                    "The server at " + host + " refuses AUTH or SELECT: " + (isTelling ? code(e) : refusal));
        }
    }

    private static RedisConnection agree(
            Connection connection, HostAndPort host, byte[] markerKey, SharedStoreClock clock) {
        connection.sendCommand(Protocol.Command.INFO);
        RedisInfo info = new RedisInfo(connection.getBulkReply());
        if (info.runId().isEmpty()) {
            throw new JedisException("The server at " + host + " does not tell its run_id");
        }
        String memory = keepsEveryWrite(connection, info) ? "always" : info.runId() + "/" + info.takeover();
        byte[] marker = marker(connection, markerKey);
        if (!info.isMaster()) {
            throw new JedisException("The server at " + host + " is a replica");
        }
        for (int i = 0; i < MOST_ATTEMPTS_TO_MARK; i++) {
            if (marker != null && isOf(memory, marker)) {
                return new RedisConnection(connection, host, info, markerKey, marker, false);
            }
            long second = clock.nextSecond();
            byte[] newMarker = (memory + "/" + second).getBytes(US_ASCII);
            if (!mark(connection, markerKey, marker, newMarker)) {
                marker = marker(connection, markerKey);
            } else if (clock.isAhead(second)) {
                return new RedisConnection(connection, host, info, markerKey, newMarker, true);
            } else {
                // What was used since the clock was read may have been lost just before the marker was set.
                connection.sendCommand(Protocol.Command.DEL, markerKey);
                connection.getIntegerReply();
                marker = null;
            }
        }
        throw new JedisException("The server at " + host + " is too slow, or its data are deleted all the time");
    }

    /** Whether it was set in the present life of the server, and not in one that the data were taken over from. */
    private static boolean isOf(String memory, byte[] marker) {
        String text = new String(marker, US_ASCII);
        return text.startsWith(memory + "/")
                && SECOND.matcher(text.substring(memory.length() + 1)).matches();
    }

    /** Sets the marker, unless there was none and is one now. One of another life goes, so that nobody relies on it again. */
    private static boolean mark(Connection connection, byte[] key, byte @Nullable [] old, byte[] marker) {
        if (old == null) {
            connection.sendCommand(Protocol.Command.SET, key, marker, NX);
        } else {
            connection.sendCommand(Protocol.Command.SET, key, marker);
        }
        return connection.getBinaryBulkReply() != null;
    }

    private static byte @Nullable [] marker(Connection connection, byte[] key) {
        connection.sendCommand(Protocol.Command.GET, key);
        return connection.getBinaryBulkReply();
    }

    private static boolean keepsEveryWrite(Connection connection, RedisInfo info) {
        if (!info.standsAlone() || !info.hasAppendOnlyFile()) {
            return false;
        }
        try {
            connection.sendCommand(Protocol.Command.CONFIG, "GET", "*appendfsync*");
            List<String> settings = connection.getMultiBulkReply();
            return valueOf("appendfsync", settings).equals("always")
                    && valueOf("no-appendfsync-on-rewrite", settings).equals("no");
        } catch (JedisDataException e) {
            return false; // whoever must not ask cannot rely on it
        }
    }

    /** Names and values take turns. */
    private static String valueOf(String name, List<String> settings) {
        int index = settings.indexOf(name);
        return index < 0 ? "" : settings.get(index + 1);
    }

    /**
     * Remembers a key unless it is known, and makes sure, with the same round trip, that the server still knows what it
     * knew. The marker is read after the key is set: whatever deletes both in between leaves no marker behind.
     *
     * @return whether the key was not known
     * @throws LostMemoryException when the server has lost what it knew
     * @throws JedisDataException when the server refuses
     * @throws JedisConnectionException when it does not answer; it may have remembered the key
     */
    boolean remember(byte[] key, long millis) {
        connection.sendCommand(
                Protocol.Command.SET, key, ONE, NX, PX, Long.toString(millis).getBytes(US_ASCII));
        connection.sendCommand(Protocol.Command.GET, markerKey);
        List<Object> replies = connection.getMany(2);
        Object set = replies.get(0);
        Object found = replies.get(1);
        if (set instanceof JedisDataException e) {
            throw e;
        }
        if (found instanceof JedisDataException e) {
            throw e;
        }
        if (!(found instanceof byte[] bytes) || !Arrays.equals(bytes, marker)) {
            throw new LostMemoryException();
        }
        return set != null;
    }

    /** In seconds of the epoch; whatever was used from then on is known. */
    long knowsSince() {
        String text = memory();
        return Long.parseLong(text.substring(text.lastIndexOf('/') + 1));
    }

    /** Differs whenever the server may know less than before. */
    String memory() {
        return new String(marker, US_ASCII);
    }

    /** Whether nobody had agreed with the server before. */
    boolean isNewMemory() {
        return isNewMarker;
    }

    RedisInfo info() {
        return info;
    }

    HostAndPort host() {
        return host;
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (JedisException e) {
            System.getLogger("org.dpop4j").log(System.Logger.Level.DEBUG, "A connection to Redis was not closed", e);
        }
    }

    /** The error code that begins a refusal of the server, such as {@code READONLY}. */
    static String code(JedisDataException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int end = message.indexOf(' ');
        return (end < 0 ? message : message.substring(0, end)).toUpperCase(Locale.ROOT);
    }

    /** The server has lost what it knew. */
    static final class LostMemoryException extends JedisException {
        private static final long serialVersionUID = 1L;

        LostMemoryException() {
            super("The server has lost what it knew");
        }
    }
}
