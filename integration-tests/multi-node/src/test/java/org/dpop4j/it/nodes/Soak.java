package org.dpop4j.it.nodes;

/** How often a test does again what may go wrong only now and then: a tenth of it, and all of it in the profile {@code soak}. */
final class Soak {
    private static final boolean IS_FULL = Boolean.getBoolean("soak");

    private Soak() {}

    /** The given number, or the part of it that every run of the tests has. */
    static int times(int full) {
        return IS_FULL ? full : Math.max(1, full / 10);
    }
}
