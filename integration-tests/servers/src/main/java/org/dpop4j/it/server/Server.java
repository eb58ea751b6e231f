package org.dpop4j.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.dpop4j.contract.Difference;
import org.dpop4j.contract.ServerUnderTest;

/** A running server with its applications. It ends with {@link #close()} or with this JVM, whichever comes first. */
public final class Server implements AutoCloseable {
    private final String name;
    private final Difference[] differences;
    private final ServerProcess process;
    private final KeyStoreFile keys;
    private final Path deployments;
    private final Pattern deployed;
    private final int httpPort;
    private final int httpsPort;

    /**
     * @param name as the recordings of the contract have it
     * @param http finds the port in the log line that names it, as its only group; {@code https} too
     * @param deployments where applications are put that come later
     * @param deployed finds the log line of a deployment that has ended, one way or the other, and its name
     */
    Server(
            String name,
            ServerProcess process,
            KeyStoreFile keys,
            Pattern http,
            Pattern https,
            Path deployments,
            Pattern deployed,
            Difference... differences) {
        this.name = name;
        this.deployments = deployments;
        this.deployed = deployed;
        this.differences = differences.clone();
        this.process = process;
        this.keys = keys;
        this.httpPort = port(process.log(), http);
        this.httpsPort = port(process.log(), https);
    }

    private static int port(ServerLog log, Pattern pattern) {
        MatchResult found = log.lines().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + pattern + " in:\n" + log.tail()));
        return Integer.parseInt(found.group(1));
    }

    /** As the recordings of the contract have it. */
    String name() {
        return name;
    }

    /** The application as the contract sees it. */
    public ServerUnderTest with(War war) {
        return war.at(http(war), Issuer.get()).named(name).differing(differences);
    }

    /** The root of an application. */
    public URI http(War war) {
        return URI.create("http://localhost:" + httpPort + war.path());
    }

    /** The root of an application. */
    public URI https(War war) {
        return URI.create("https://localhost:" + httpsPort + war.path());
    }

    /** For clients of {@link #https}. */
    public SSLContext clientContext() {
        return keys.clientContext();
    }

    /**
     * Deploys another application, waits until it has started or failed to, and removes it.
     *
     * @return what the server has written meanwhile
     */
    public List<String> tryToDeploy(War war) {
        return whileDeployed(war, server -> {});
    }

    /**
     * Deploys another application, waits until it has started or failed to, does something with it, and removes it.
     *
     * @return what the server has written meanwhile
     */
    List<String> whileDeployed(War war, Consumer<ServerUnderTest> calls) {
        int known = log().lines().size();
        try {
            Directories.deploy(List.of(war), deployments);
            log().await(Pattern.compile(deployed.pattern().replace("NAME", Pattern.quote(war.name()))), known);
            calls.accept(with(war));
            List<String> lines = log().lines();
            return lines.subList(known, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(war);
        }
    }

    private void remove(War war) {
        try {
            Files.deleteIfExists(deployments.resolve(war.name() + ".war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runsOn(Jdk jdk) {
        try {
            return process.commands().contains(jdk.java().toRealPath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ServerLog log() {
        return process.log();
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
