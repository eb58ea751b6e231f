package org.dpop4j.it.nodes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Clients that call in parallel until it is closed. What fails in one of them fails who waits here, or closes it. */
abstract class Traffic implements AutoCloseable {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;

    /** One more client, which does this again and again. */
    final void add(Runnable request) {
        clients.add(executor.submit(() -> {
            while (!isOver) {
                request.run();
            }
        }));
    }

    final void await(String what, BooleanSupplier condition) {
        Patience.await(what, () -> {
            clients.stream().filter(Future::isDone).forEach(Traffic::join);
            return condition.getAsBoolean();
        });
    }

    private static void join(Future<?> client) {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        isOver = true;
        executor.shutdown();
        try {
            if (!executor.awaitTermination(3, TimeUnit.MINUTES)) {
                throw new AssertionError("clients that do not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        clients.forEach(Traffic::join);
    }
}
