package org.dpop4j.demo.orders;

/** So many of one item. */
public record Order(String item, int quantity) {}
