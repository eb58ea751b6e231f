package org.dpop4j.quarkus.deployment;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends requests that no client library lets through. */
final class RawHttp {
    private RawHttp() {}

    /**
     * Sends a request and reads the status of the answer.
     *
     * @param head request line and header lines, each with its line break; the rest is added
     * @return the status, or 0 when the server closed the connection without an answer
     */
    static int status(String head) {
        String answer = send(head + "Connection: close\r\n\r\n");
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String send(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }
}
