package org.dpop4j.jakarta;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.dpop4j.server.AnswerFields;
import org.jspecify.annotations.Nullable;

/** The header fields of a servlet response. */
record ServletFields(HttpServletResponse response) implements AnswerFields {
    @Override
    public List<String> get(String name) {
        @Nullable Collection<String> values = response.getHeaders(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, List<String> values) {
        // Not in the specification: what this does to lines that are there is the same on all servers that are known.
        response.setHeader(name, null);
        values.forEach(value -> response.addHeader(name, value));
    }
}
