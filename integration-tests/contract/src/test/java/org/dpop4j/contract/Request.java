package org.dpop4j.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP/1 request, byte by byte: header lines in the order they were added, nothing tidied. Immutable.
 *
 * <p>{@code Host} is added unless there is one already; text is written as ISO-8859-1, so that {@code ÿ} is one byte.
 */
public final class Request {
    private final ServerUnderTest server;
    private final String method;
    private final String target;
    private final String version;
    private final boolean host;
    private final List<String> lines;
    private final byte[] body;

    private Request(
            ServerUnderTest server,
            String method,
            String target,
            String version,
            boolean host,
            List<String> lines,
            byte[] body) {
        this.server = server;
        this.method = method;
        this.target = target;
        this.version = version;
        this.host = host;
        this.lines = List.copyOf(lines);
        this.body = body;
    }

    public static Request to(ServerUnderTest server, String method, String target) {
        return new Request(server, method, target, "HTTP/1.1", true, List.of(), new byte[0]);
    }

    public Request header(String name, String value) {
        return line(name + ": " + value);
    }

    /** A header line as it is, without its end. */
    public Request line(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new Request(server, method, target, version, host, more, body);
    }

    public Request dpop(String token) {
        return header("Authorization", "DPoP " + token);
    }

    public Request bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Request proof(String proof) {
        return header("DPoP", proof);
    }

    public Request proof(org.dpop4j.test.TestProof proof) {
        return proof(proof.serialize());
    }

    /** Another request target, the header lines stay. */
    public Request target(String other) {
        return new Request(server, method, other, version, host, lines, body);
    }

    public Request withoutHost() {
        return new Request(server, method, target, version, false, lines, body);
    }

    public Request http10() {
        return new Request(server, method, target, "HTTP/1.0", host, lines, body);
    }

    public Request form(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        Request typed = header("Content-Type", "application/x-www-form-urlencoded");
        return new Request(server, method, target, version, host, typed.lines, bytes);
    }

    public Answer send() {
        return RawHttp.exchange(server.baseUri(), bytes(true), method);
    }

    /** The bytes on the wire. */
    public byte[] bytes(boolean last) {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        if (host && lines.stream().noneMatch(line -> line.regionMatches(true, 0, "host:", 0, 5))) {
            head.append("Host: ").append(server.baseUri().getRawAuthority()).append("\r\n");
        }
        lines.forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (last && lines.stream().noneMatch(line -> line.regionMatches(true, 0, "connection:", 0, 11))) {
            head.append("Connection: close\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    public String method() {
        return method;
    }

    public ServerUnderTest server() {
        return server;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
