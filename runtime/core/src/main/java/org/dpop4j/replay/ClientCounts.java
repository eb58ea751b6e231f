package org.dpop4j.replay;

import java.util.Arrays;

/**
 * How many entries each client holds in one shard: a chained hash table in primitive arrays, 24 bytes a client. Not
 * thread-safe.
 *
 * <p>A client is known by the hash of its key's thumbprint and gets an index that stays the same for as long as it
 * holds an entry; then the index is used again. Index 0 is no client and holds nothing.
 */
final class ClientCounts {
    static final int NONE = 0;

    private long[] hash;
    private int[] held;
    private int[] soonest;
    /** The next client of the same bucket or, for an index that is free, the next free one. */
    private int[] next;

    private int[] bucket;
    private int free = NONE;
    private int unused = 1;
    private int size;

    ClientCounts(int clients) {
        int length = Math.max(clients + 1, 8);
        hash = new long[length];
        held = new int[length];
        soonest = new int[length];
        next = new int[length];
        bucket = new int[length];
    }

    int size() {
        return size;
    }

    /** Index of a client, or {@link #NONE} when it holds nothing. */
    int find(long client) {
        int index = bucket[bucketOf(client)];
        while (index != NONE && hash[index] != client) {
            index = next[index];
        }
        return index;
    }

    long hash(int index) {
        return hash[index];
    }

    int held(int index) {
        return held[index];
    }

    /** The earliest end among the client's entries, or an earlier one that has been released since. */
    int soonest(int index) {
        return soonest[index];
    }

    /** Makes sure that the next {@link #take} allocates nothing and so cannot fail. */
    void makeRoom() {
        if (free == NONE && unused == hash.length) {
            grow();
        }
    }

    /** Counts one more entry, which ends at {@code end}, and returns the client's index. */
    int take(long client, int end) {
        int index = find(client);
        if (index == NONE) {
            index = add(client);
        }
        held[index]++;
        lowerSoonest(index, end);
        return index;
    }

    /** Counts one entry less. */
    void release(int index) {
        held[index]--;
        if (held[index] == 0) {
            remove(index);
        }
    }

    void forgetSoonest() {
        Arrays.fill(soonest, Integer.MAX_VALUE);
    }

    void lowerSoonest(int index, int end) {
        soonest[index] = Math.min(soonest[index], end);
    }

    private int add(long client) {
        makeRoom();
        int index = free;
        if (index == NONE) {
            index = unused++;
        } else {
            free = next[index];
        }
        hash[index] = client;
        soonest[index] = Integer.MAX_VALUE;
        link(index);
        size++;
        return index;
    }

    private void link(int index) {
        int head = bucketOf(hash[index]);
        next[index] = bucket[head];
        bucket[head] = index;
    }

    private void remove(int index) {
        int head = bucketOf(hash[index]);
        if (bucket[head] == index) {
            bucket[head] = next[index];
        } else {
            int before = bucket[head];
            while (next[before] != index) {
                before = next[before];
            }
            next[before] = next[index];
        }
        next[index] = free;
        free = index;
        size--;
    }

    /** Called only when every index is in use. */
    private void grow() {
        int length = hash.length + Math.max(hash.length / 4, 8);
        long[] longerHash = Arrays.copyOf(hash, length);
        int[] longerHeld = Arrays.copyOf(held, length);
        int[] longerSoonest = Arrays.copyOf(soonest, length);
        int[] longerNext = new int[length];
        bucket = new int[length];
        hash = longerHash;
        held = longerHeld;
        soonest = longerSoonest;
        next = longerNext;
        for (int index = 1; index < unused; index++) {
            link(index);
        }
    }

    private int bucketOf(long client) {
        return Hashing.reduce(client, bucket.length);
    }
}
