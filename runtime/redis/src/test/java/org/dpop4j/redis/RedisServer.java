package org.dpop4j.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real Redis server process on a free port of this machine, without persistence unless the arguments say otherwise. It
 * ends with {@link #close}, and with this JVM however that ends. Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Path EXECUTABLE = executable();

    /** Ends the server as soon as nobody can write to its input any more. */
    private static final String GUARD = "log=$1; shift; \"$@\" >>\"$log\" 2>&1 </dev/null & echo $!; cat; kill -9 $!";

    private final int port = freePort();
    private final Path directory;
    private final List<String> arguments;
    private Process guard;
    private long pid;

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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, on the same port and with the same files, after {@link #kill}; answers when the server does. */
    public void restart(String... moreArguments) {
        launch(moreArguments);
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!answers()) {
            if (!guard.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Redis does not answer:\n" + log());
            }
            pause(10);
        }
    }

    /** As {@link #restart}, without waiting until the server answers. */
    public void launch(String... moreArguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", GUARD, "sh", logFile().toString()));
        command.add(EXECUTABLE.toString());
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
            guard = new ProcessBuilder(command)
                    .redirectError(logFile().toFile())
                    .start();
            pid = Long.parseLong(firstLine(guard.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c != '\n'; c = stream.read()) {
            if (c < 0) {
                throw new IOException("the process has ended: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** Whether a question without a password is answered, be it with a demand for one. */
    private boolean answers() {
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port))) {
            connection.sendCommand(Protocol.Command.PING);
            connection.getOne();
            return true;
        } catch (redis.clients.jedis.exceptions.JedisDataException e) {
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
        try (OutputStream input = guard.getOutputStream()) {
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            guard.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes it answer nobody, with all connections open, until {@link #wake}. */
    public void freeze() {
        signal("-STOP");
    }

    public void wake() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it something, as an operator would; texts in the answer are octets. */
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
