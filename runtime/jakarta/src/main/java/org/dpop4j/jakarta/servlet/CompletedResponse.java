package org.dpop4j.jakarta.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dpop4j.jakarta.rest.DPoPCall;
import org.dpop4j.server.ResponseHeaders;
import org.jspecify.annotations.Nullable;

/** Completes the header fields of whatever is responded behind the guard, before the first byte of it is sent. */
final class CompletedResponse extends HttpServletResponseWrapper {
    private final HttpServletResponse response;
    private final DPoPCall call;
    private final RestorableHeaders headers;
    private int completedFor;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    CompletedResponse(HttpServletResponse response, DPoPCall call) {
        super(response);
        this.response = response;
        this.call = call;
        this.headers = new RestorableHeaders(new ServletHeaders(response));
    }

    void complete() {
        complete(response.getStatus());
    }

    private void complete(int status) {
        if (!response.isCommitted()) {
            if (status != completedFor) {
                headers.restore();
                completedFor = status;
            }
            call.exchange().respond(status, headers);
        }
    }

    /** Before every byte, of which there may be many. */
    private void completeOnce() {
        if (response.getStatus() != completedFor) {
            complete();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        complete(status);
        response.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        complete(status);
        response.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        complete(SC_FOUND);
        response.sendRedirect(location);
    }

    @Override
    public void reset() {
        response.reset();
        headers.forget();
        completedFor = 0;
    }

    @Override
    public void flushBuffer() throws IOException {
        complete();
        response.flushBuffer();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream completing = stream;
        if (completing == null) {
            completing = new CompletingStream(response.getOutputStream());
            stream = completing;
        }
        return completing;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter completing = writer;
        if (completing == null) {
            PrintWriter inner = response.getWriter();
            completing = new PrintWriter(new CompletingWriter(inner)) {
                @Override
                public boolean checkError() {
                    return super.checkError() || inner.checkError();
                }
            };
            writer = completing;
        }
        return completing;
    }

    private final class CompletingStream extends ServletOutputStream {
        private final ServletOutputStream out;

        CompletingStream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            completeOnce();
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            completeOnce();
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            complete();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            complete();
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    private final class CompletingWriter extends Writer {
        private final PrintWriter out;

        CompletingWriter(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            completeOnce();
            out.write(characters, from, length);
        }

        @Override
        public void flush() {
            complete();
            out.flush();
        }

        @Override
        public void close() {
            complete();
            out.close();
        }
    }

    /** Puts back what was there when the status changes after all. */
    private static final class RestorableHeaders implements ResponseHeaders {
        private final ResponseHeaders headers;
        private final Map<String, List<String>> replaced = new HashMap<>();

        RestorableHeaders(ResponseHeaders headers) {
            this.headers = headers;
        }

        @Override
        public List<String> get(String name) {
            return headers.get(name);
        }

        @Override
        public void set(String name, List<String> values) {
            replaced.putIfAbsent(name, headers.get(name));
            headers.set(name, values);
        }

        void restore() {
            replaced.forEach(headers::set);
            replaced.clear();
        }

        void forget() {
            replaced.clear();
        }
    }
}
