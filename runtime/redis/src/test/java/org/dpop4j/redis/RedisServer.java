package org.dpop4j.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real Redis server process on a free port of this machine, without persistence unless the arguments say otherwise. It
 * ends with {@link #close}, and with this JVM however that ends. Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Path EXECUTABLE = executable();

    private final int port = freePort();
    private final Path directory;
    private final List<String> arguments;
    private GuardedProcess process;

    private RedisServer(List<String> arguments) {
        this.arguments = arguments;
        try {
            directory = Files.createTempDirectory("redis-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one; the arguments are those of {@code redis-server}, and beat what is set here. */
    public static RedisServer start(String... arguments) {
        RedisServer server = new RedisServer(List.of(arguments));
        server.restart();
        return server;
    }

    private static Path executable() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = os.contains("mac")
                ? "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64")
                : arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
        try (InputStream content = RedisServer.class.getResourceAsStream("/" + name)) {
            if (content == null) {
                throw new IllegalStateException("No " + name + " on the class path");
            }
            Path file = Files.createTempFile("redis-server-", "");
            file.toFile().deleteOnExit();
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Below those that the system gives to clients: nobody else gets it while the server is down, not even a client that
     * would then be connected to itself. The port of a cluster's bus lies 10,000 above. JVMs that test at the same time
     * have ports of their own, if they are told their number, from 1 to 3.
     */
    private static int freePort() {
        int first = 4_000 + 7_000 * Integer.getInteger("redis.ports", 1);
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(first, first + 7_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // The next one, then.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts it again, on the same port and with the same files, after {@link #kill}; answers when the server does. */
    public void restart(String... moreArguments) {
        launch(moreArguments);
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Redis does not answer:\n" + log());
            }
            pause(10);
        }
    }

    /** As {@link #restart}, without waiting until the server answers. */
    public void launch(String... moreArguments) {
        List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString()));
        if (arguments.contains("--sentinel")) {
            command.add(directory.resolve("sentinel.conf").toString());
        }
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", directory.toString()));
        if (!arguments.contains("--sentinel")) {
            command.addAll(List.of("--save", "", "--appendonly", "no"));
        }
        command.addAll(arguments);
        command.addAll(List.of(moreArguments));
        try {
            if (arguments.contains("--sentinel") && Files.notExists(directory.resolve("sentinel.conf"))) {
                Files.createFile(directory.resolve("sentinel.conf"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = GuardedProcess.start(logFile(), command);
    }

    /** Whether a question without a password is answered, be it with a demand for one. */
    private boolean answers() {
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port))) {
            connection.sendCommand(Protocol.Command.PING);
            connection.getOne();
            return true;
        } catch (JedisDataException e) {
            return !String.valueOf(e.getMessage()).startsWith("LOADING");
        } catch (JedisException e) {
            return false;
        }
    }

    /** Where it is, for clients. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The directory of its files. */
    public Path directory() {
        return directory;
    }

    /** Ends it at once, as a power failure would; what it has not written to its files is lost. */
    public void kill() {
        process.close();
    }

    /** Makes it answer nobody, with all connections open, until {@link #wake}. */
    public void freeze() {
        process.signal("STOP");
    }

    public void wake() {
        process.signal("CONT");
    }

    /** Asks it something, as an operator would; texts in the answer are bytes. */
    public Object ask(String command, String... arguments) {
        return askAs(null, command, arguments);
    }

    /** As {@link #ask(String, String...)}, with a password. */
    public Object askAs(String password, String command, String... arguments) {
        DefaultJedisClientConfig config =
                DefaultJedisClientConfig.builder().password(password).build();
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port), config)) {
            ProtocolCommand name = () -> command.getBytes(StandardCharsets.US_ASCII);
            connection.sendCommand(name, arguments);
            return connection.getOne();
        }
    }

    private Path logFile() {
        return directory.resolve("log");
    }

    /** What it has written to its log. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
