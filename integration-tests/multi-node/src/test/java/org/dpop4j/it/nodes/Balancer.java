package org.dpop4j.it.nodes;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/** Sends to any of several nodes, and takes one out of service before it is replaced. Safe for use by many threads. */
final class Balancer {
    private final List<Node> nodes;
    private final List<ReentrantReadWriteLock> inUse = new ArrayList<>();

    Balancer(List<? extends Node> nodes) {
        this.nodes = new CopyOnWriteArrayList<>(nodes);
        nodes.forEach(node -> inUse.add(new ReentrantReadWriteLock()));
    }

    List<Node> all() {
        return List.copyOf(nodes);
    }

    /** Where there is one node for each platform. */
    Node on(Platform platform) {
        return nodes.get(platform.ordinal());
    }

    HttpResponse<String> call(Client client, String path) {
        int i = ThreadLocalRandom.current().nextInt(nodes.size());
        while (!inUse.get(i).readLock().tryLock()) {
            i = (i + 1) % nodes.size();
        }
        try {
            return client.call(nodes.get(i), path);
        } finally {
            inUse.get(i).readLock().unlock();
        }
    }

    /** The new one gets requests when it lets callers in. */
    void replace(int i, UnaryOperator<Node> successor) {
        inUse.get(i).writeLock().lock();
        try {
            Node next = successor.apply(nodes.get(i));
            nodes.set(i, next);
            next.awaitReady();
        } finally {
            inUse.get(i).writeLock().unlock();
        }
    }
}
