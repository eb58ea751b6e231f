package org.dpop4j.jakarta.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.dpop4j.server.ResponseHeaders;
import org.jspecify.annotations.Nullable;

/** The header fields of a servlet response. */
record ServletHeaders(HttpServletResponse response) implements ResponseHeaders {
    @Override
    public List<String> get(String name) {
        @Nullable Collection<String> values = response.getHeaders(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, List<String> values) {
        // Null removes the header on all tested servers; the specification does not say so.
        response.setHeader(name, null);
        values.forEach(value -> response.addHeader(name, value));
    }
}
