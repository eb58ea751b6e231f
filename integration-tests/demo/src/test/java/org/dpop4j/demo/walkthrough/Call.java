package org.dpop4j.demo.walkthrough;

import java.util.Optional;

/**
 * A request as far as DPoP cares, and what there is to say about its credentials.
 *
 * @param path beginning with a slash
 * @param body JSON; sent where present
 */
record Call(String method, String path, Optional<Line> authorization, Optional<Line> proof, Optional<String> body) {
    /**
     * The value of a header line.
     *
     * @param note what a reader cannot see in the value
     */
    record Line(String value, String note) {}

    static Call get(String path) {
        return new Call("GET", path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Call post(String path, String json) {
        return new Call("POST", path, Optional.empty(), Optional.empty(), Optional.of(json));
    }

    static Call delete(String path) {
        return new Call("DELETE", path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Call authorization(String scheme, Line token) {
        Line line = new Line(scheme + " " + token.value(), token.note());
        return new Call(method, path, Optional.of(line), proof, body);
    }

    Call proof(Line line) {
        return new Call(method, path, authorization, Optional.of(line), body);
    }
}
