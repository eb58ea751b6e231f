package org.dpop4j.jakarta;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.dpop4j.AnswerFields;
import org.jspecify.annotations.Nullable;

/** The header fields of a servlet response. What was set there cannot be removed, only replaced. */
record ServletFields(HttpServletResponse response) implements AnswerFields {
    @Override
    public List<String> get(String name) {
        @Nullable Collection<String> values = response.getHeaders(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                response.setHeader(name, values.get(i));
            } else {
                response.addHeader(name, values.get(i));
            }
        }
    }
}
