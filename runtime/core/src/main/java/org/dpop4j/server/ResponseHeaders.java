package org.dpop4j.server;

import java.util.List;

/** The header fields of a response that is about to be sent, wherever the server keeps them. */
public interface ResponseHeaders {
    /** The values of all lines of that name, in order; empty when there is none. Names have no case. */
    List<String> get(String name);

    /** Puts these lines, one for each value, in the place of all lines of that name; no value removes them. */
    void set(String name, List<String> values);
}
