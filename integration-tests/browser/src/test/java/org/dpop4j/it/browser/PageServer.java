package org.dpop4j.it.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An origin of its own for pages: the files of one directory, and nothing else. {@code /name/} is {@code name.html}. Browsers
 * hold {@code http://localhost} for a secure context, so the pages may use cryptography.
 */
final class PageServer {
    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private PageServer(Path directory) throws IOException {
        this.directory = directory;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    static PageServer start(Path directory) {
        try {
            return new PageServer(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = file(exchange.getRequestURI().getPath());
            if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private Path file(String path) {
        String relative = path.substring(1);
        return directory
                .resolve(relative.endsWith("/") ? relative.substring(0, relative.length() - 1) + ".html" : relative)
                .normalize();
    }

    private static String type(String file) {
        return file.endsWith(".html") ? "text/html;charset=UTF-8" : "text/javascript;charset=UTF-8";
    }
}
