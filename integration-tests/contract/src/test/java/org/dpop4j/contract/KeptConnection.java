package org.dpop4j.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * A connection for one request after the other, made anew whenever the server has closed it. For requests of any form, so
 * that a server that waits for the rest of one is not waited for.
 */
public final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Answer NONE = new Answer(0, List.of(), "");

    private final InetSocketAddress address;
    private Socket socket;
    private InputStream in;

    public KeptConnection(URI server) {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /**
     * Sends a request and reads the response.
     *
     * @param request not {@code HEAD}
     * @return a status of 0 when there was no response, or one without a head
     */
    public Answer exchange(byte[] request) {
        boolean isOld = socket != null;
        Answer answer = tryToExchange(request);
        // The server may have closed it after the response to the request before.
        return isOld && answer.equals(NONE) ? tryToExchange(request) : answer;
    }

    private Answer tryToExchange(byte[] request) {
        try {
            if (socket == null) {
                connect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens at " + address, e);
        }
        Answer answer;
        try {
            socket.getOutputStream().write(request);
            answer = RawHttp.read(in, "GET");
        } catch (IOException e) {
            answer = NONE;
        }
        if (answer.status() == 0
                || answer.headers("Connection").stream().anyMatch(option -> option.equalsIgnoreCase("close"))) {
            close();
        }
        return answer;
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
