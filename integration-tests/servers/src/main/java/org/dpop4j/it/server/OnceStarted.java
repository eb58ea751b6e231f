package org.dpop4j.it.server;

import java.util.function.Supplier;

/** The one server of a test run: started for the first test that asks, ended with the JVM. */
public final class OnceStarted implements Supplier<Server> {
    private final Supplier<Server> start;
    private Server server;
    private RuntimeException failure;

    public OnceStarted(Supplier<Server> start) {
        this.start = start;
    }

    /** @throws IllegalStateException when it cannot be started; it is tried once */
    @Override
    public synchronized Server get() {
        if (server == null && failure == null) {
            try {
                server = start.get();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return server;
    }
}
