package org.dpop4j.demo.orders;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The orders of all customers, kept in memory. Safe for use by many threads. */
@ApplicationScoped
public class OrderBook {
    private final Map<String, List<Order>> orders = new ConcurrentHashMap<>();

    /** The orders of one customer, the oldest first. */
    public List<Order> of(String customer) {
        return orders.getOrDefault(customer, List.of());
    }

    /** Adds an order. */
    public void place(String customer, Order order) {
        orders.computeIfAbsent(customer, newcomer -> new CopyOnWriteArrayList<>())
                .add(order);
    }

    /** Removes all orders of one customer. */
    public void cancelAll(String customer) {
        orders.remove(customer);
    }
}
