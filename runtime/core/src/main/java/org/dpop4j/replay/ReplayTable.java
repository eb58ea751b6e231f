package org.dpop4j.replay;

/**
 * The entries of one shard: an open-addressed hash table in primitive arrays, 28 bytes a slot. Not thread-safe.
 *
 * <p>An entry has two ends, both in whole seconds and rounded up: its expiry on the wall clock, and the time to live
 * that it had when it was added, on the monotonic clock. It is gone when both have passed. Either clock alone would
 * forget a live proof: the wall clock when it is set forward and back again, the monotonic clock when the wall clock is
 * set back.
 *
 * <p>128 bits of the digest tell keys apart. A collision could only refuse a proof, never accept one.
 */
final class ReplayTable {
    static final int ABSENT = -1;
    /** Equals no {@link #tick}: the monotonic clock is never that far back. */
    static final long NO_TICK = Integer.MIN_VALUE;

    private static final int MIN_CAPACITY = 16;
    /** Slots looked at for each added entry; more of them leave fewer dead entries in the table. */
    private static final int SWEPT_SLOTS = 8;
    /** In each second that adds an entry, this part of the slots is looked at, so that a burst does not linger. */
    private static final int SWEPT_PART = 64;
    /** The wall clock's seconds count from here: an int then reaches from 1970 to 2106. */
    private static final long WALL_BASE_MILLIS = (1L << 31) * 1000;

    private static final long SHORTEST_LIFE_MILLIS = 1000;

    private final long seed;

    /** The first half of the digest; 0 marks an empty slot. */
    private long[] high;

    private long[] low;
    private int[] wallEnd;
    private int[] monoEnd;
    /** Index into {@link #clients}. */
    private int[] client;

    private ClientCounts clients;
    private int size;
    private int hand;
    private int soonest = Integer.MAX_VALUE;

    private long wallMillis;
    private long monoMillis;
    private int wall;
    private int mono;
    private int sweptMono = Integer.MIN_VALUE;
    private long purgedTick = NO_TICK;

    ReplayTable(long seed) {
        this(seed, MIN_CAPACITY, 0);
    }

    private ReplayTable(long seed, int capacity, int clientCount) {
        this.seed = seed;
        high = new long[capacity];
        low = new long[capacity];
        wallEnd = new int[capacity];
        monoEnd = new int[capacity];
        client = new int[capacity];
        clients = new ClientCounts(clientCount);
    }

    /** Sets the time for the calls that follow. */
    void setTime(long wallMillis, long monoMillis) {
        this.wallMillis = wallMillis;
        this.monoMillis = monoMillis;
        wall = ceilSeconds(wallMillis - WALL_BASE_MILLIS);
        mono = ceilSeconds(monoMillis);
    }

    /** The second that both clocks show; entries can go only when it changes. */
    static long tick(long wallMillis, long monoMillis) {
        return (long) ceilSeconds(wallMillis - WALL_BASE_MILLIS) << Integer.SIZE
                | Integer.toUnsignedLong(ceilSeconds(monoMillis));
    }

    /** Slot of a key, whether gone or live, or {@link #ABSENT}; good until the next change. */
    int find(long keyHigh, long keyLow) {
        int slot = home(keyHigh);
        while (high[slot] != 0) {
            if (high[slot] == keyHigh && low[slot] == keyLow) {
                return slot;
            }
            slot = following(slot);
        }
        return ABSENT;
    }

    boolean isGone(int slot) {
        return wallEnd[slot] < wall && monoEnd[slot] < mono;
    }

    /** Gives a new life to an entry that is gone. */
    void renew(int slot, long expiryMillis) {
        wallEnd[slot] = wallEndOf(expiryMillis);
        monoEnd[slot] = monoEndOf(expiryMillis);
    }

    /** How many entries a client holds, including those that are gone but not swept out yet. */
    int held(long clientHash) {
        return clients.held(clients.find(clientHash));
    }

    /** Grows or shrinks to what is held, so that the next {@link #add} allocates nothing and so cannot fail. */
    void fit() {
        int capacity = high.length;
        if (size >= capacity - capacity / 8) {
            resize(capacity + Math.max(capacity / 4, 8));
        } else if (size < capacity / 2 && capacity > MIN_CAPACITY) {
            resize(Math.max((int) (size * 10L / 7), MIN_CAPACITY));
        }
        clients.makeRoom();
    }

    /** Adds a key that is {@link #ABSENT}, after {@link #fit}. */
    void add(long keyHigh, long keyLow, long clientHash, long expiryMillis) {
        put(keyHigh, keyLow, clientHash, wallEndOf(expiryMillis), monoEndOf(expiryMillis));
    }

    /** Removes what is gone from the next few slots, and returns how many entries that were. */
    int sweep() {
        int before = size;
        int slots = SWEPT_SLOTS;
        if (sweptMono != mono) {
            sweptMono = mono;
            slots = Math.max(slots, high.length / SWEPT_PART);
        }
        for (int i = 0; i < slots; i++) {
            if (high[hand] != 0 && isGone(hand)) {
                remove(hand);
            } else {
                hand = following(hand);
            }
        }
        return before - size;
    }

    /**
     * Removes all that is gone, and returns how many entries that were. Looks at the table at most once a {@link #tick}:
     * before the next one, nothing more can be gone.
     */
    int purge() {
        long tick = tick(wallMillis, monoMillis);
        if (purgedTick == tick) {
            return 0;
        }
        purgedTick = tick;
        int before = size;
        soonest = Integer.MAX_VALUE;
        clients.forgetSoonest();
        int slot = 0;
        while (slot < high.length) {
            if (high[slot] == 0) {
                slot++;
            } else if (isGone(slot)) {
                remove(slot);
            } else {
                soonest = Math.min(soonest, monoEnd[slot]);
                clients.lowerSoonest(client[slot], monoEnd[slot]);
                slot++;
            }
        }
        return before - size;
    }

    /** Seconds until the first entry may be gone; right after {@link #purge}. */
    long secondsUntilRoom() {
        return secondsUntilAfter(soonest);
    }

    /** Seconds until the first entry of this client may be gone; right after {@link #purge}. */
    long secondsUntilRoom(long clientHash) {
        return secondsUntilAfter(clients.soonest(clients.find(clientHash)));
    }

    private long secondsUntilAfter(int end) {
        return (long) end + 1 - mono;
    }

    private int wallEndOf(long expiryMillis) {
        return ceilSeconds(Math.max(expiryMillis, wallMillis + SHORTEST_LIFE_MILLIS) - WALL_BASE_MILLIS);
    }

    private int monoEndOf(long expiryMillis) {
        return ceilSeconds(monoMillis + Math.max(expiryMillis - wallMillis, SHORTEST_LIFE_MILLIS));
    }

    private void put(long keyHigh, long keyLow, long clientHash, int entryWallEnd, int entryMonoEnd) {
        int slot = home(keyHigh);
        while (high[slot] != 0) {
            slot = following(slot);
        }
        high[slot] = keyHigh;
        low[slot] = keyLow;
        wallEnd[slot] = entryWallEnd;
        monoEnd[slot] = entryMonoEnd;
        client[slot] = clients.take(clientHash, entryMonoEnd);
        soonest = Math.min(soonest, entryMonoEnd);
        size++;
    }

    /** Empties a slot and closes the gap, so that no search stops short of an entry behind it. */
    private void remove(int slot) {
        clients.release(client[slot]);
        int gap = slot;
        int candidate = following(gap);
        while (high[candidate] != 0) {
            int home = home(high[candidate]);
            if (distance(home, candidate) >= distance(gap, candidate)) {
                high[gap] = high[candidate];
                low[gap] = low[candidate];
                wallEnd[gap] = wallEnd[candidate];
                monoEnd[gap] = monoEnd[candidate];
                client[gap] = client[candidate];
                gap = candidate;
            }
            candidate = following(candidate);
        }
        high[gap] = 0;
        size--;
    }

    private void resize(int capacity) {
        ReplayTable copy = new ReplayTable(seed, capacity, clients.size());
        for (int slot = 0; slot < high.length; slot++) {
            if (high[slot] != 0) {
                copy.put(high[slot], low[slot], clients.hash(client[slot]), wallEnd[slot], monoEnd[slot]);
            }
        }
        // Slots keep their order, so the hand keeps its place.
        hand = (int) ((long) hand * capacity / high.length);
        high = copy.high;
        low = copy.low;
        wallEnd = copy.wallEnd;
        monoEnd = copy.monoEnd;
        client = copy.client;
        clients = copy.clients;
        soonest = copy.soonest;
    }

    private int home(long keyHigh) {
        return Hashing.reduce(Hashing.mix(keyHigh ^ seed), high.length);
    }

    private int following(int slot) {
        return slot + 1 == high.length ? 0 : slot + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + high.length;
    }

    private static int ceilSeconds(long millis) {
        long seconds = -Math.floorDiv(-millis, 1000L);
        return (int) Math.min(Math.max(seconds, Integer.MIN_VALUE), Integer.MAX_VALUE);
    }
}
