package org.dpop4j.replay;

/** Hash functions that no caller can predict, because a random seed goes in. */
final class Hashing {
    private static final long ODD_1 = 0xff51afd7ed558ccdL;
    private static final long ODD_2 = 0xc4ceb9fe1a85ec53L;

    private Hashing() {}

    /** A bijection in which each bit of the input changes half of the output (MurmurHash3's finalizer). */
    static long mix(long value) {
        long h = (value ^ (value >>> 33)) * ODD_1;
        h = (h ^ (h >>> 33)) * ODD_2;
        return h ^ (h >>> 33);
    }

    static long hash(long seed, String text) {
        long h = seed ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * ODD_1;
            h ^= h >>> 32;
        }
        return mix(h);
    }

    /** Maps the upper 32 bits of a hash evenly to 0 inclusive to {@code length} exclusive, for any length. */
    static int reduce(long hash, int length) {
        return (int) (((hash >>> 32) * length) >>> 32);
    }
}
