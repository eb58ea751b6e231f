package org.dpop4j.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The smallest HTTP/1.1 client: other clients tidy requests, and half of this suite is about untidy ones. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    static Answer exchange(URI server, byte[] request, String method) {
        return exchange(server, request, List.of(method)).get(0);
    }

    /**
     * Writes all bytes on one connection and reads as many answers as there are methods.
     *
     * @param methods of the requests, because a HEAD is answered without a body
     */
    static List<Answer> exchange(URI server, byte[] requests, List<String> methods) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(requests);
                out.flush();
            } catch (SocketException e) {
                // A server may refuse an oversized request before it has read it; its answer is what counts.
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            List<Answer> answers = new ArrayList<>();
            for (String method : methods) {
                Answer answer = read(in, method);
                ContractRecorder.answered(answer);
                answers.add(answer);
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one response. That of HTTP/0.9 is all body, and has the status 0. */
    static Answer read(InputStream in, String method) throws IOException {
        String statusLine;
        try {
            statusLine = line(in);
        } catch (SocketException reset) {
            statusLine = "";
        }
        if (statusLine.isEmpty()) {
            return new Answer(0, List.of(), "");
        }
        if (!statusLine.startsWith("HTTP/")) {
            return new Answer(0, List.of(), statusLine + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        List<Answer.Line> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            lines.add(new Answer.Line(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        Answer head = new Answer(status, List.copyOf(lines), "");
        boolean noBody = method.equals("HEAD") || status == 101 || status == 204 || status == 304;
        String body = noBody ? "" : new String(body(in, head), StandardCharsets.ISO_8859_1);
        return new Answer(status, head.lines(), body);
    }

    private static byte[] body(InputStream in, Answer head) throws IOException {
        if (head.headers("transfer-encoding").contains("chunked")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                out.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
            return out.toByteArray();
        }
        List<String> length = head.headers("content-length");
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.get(0)));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n' && c != -1; c = in.read()) {
            if (c != '\r') {
                out.write(c);
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
