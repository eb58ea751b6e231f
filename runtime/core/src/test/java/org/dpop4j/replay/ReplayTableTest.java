package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTableTest {
    private static final long NOW = TestTime.START.toEpochMilli();
    private static final long CLIENT = 0x1234_5678_9abc_def0L;

    private void add(ReplayTable table, long high, long low, long client, long seconds) {
        table.fit();
        table.add(high, low, client, NOW + seconds * 1000);
    }

    private ReplayTable table(long seed) {
        ReplayTable table = new ReplayTable(seed);
        table.setTime(NOW, 0);
        return table;
    }

    @Test
    void comparesBothHalvesOfTheDigest() {
        ReplayTable table = table(7);
        add(table, 1, 1, CLIENT, 60);
        assertNotEquals(ReplayTable.ABSENT, table.find(1, 1));
        assertEquals(ReplayTable.ABSENT, table.find(1, 2));
        assertEquals(ReplayTable.ABSENT, table.find(2, 1));
    }

    /** Equal first halves share a home, so they form one run of slots, which wraps around for some of the seeds. */
    @Test
    void findsAllThatIsLeftOfOneRunAfterRemovals() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ReplayTable table = table(seed);
            boolean[] goes = new boolean[200];
            for (int i = 0; i < goes.length; i++) {
                goes[i] = random.nextBoolean();
                add(table, 1 + i % 3, i, CLIENT + i % 5, goes[i] ? 10 : 60);
            }
            table.setTime(NOW + 11_000, 11_000);
            table.purge();
            table.fit();
            int left = 0;
            for (int i = 0; i < goes.length; i++) {
                assertEquals(goes[i], table.find(1 + i % 3, i) == ReplayTable.ABSENT, "entry " + i + ", seed " + seed);
                left += goes[i] ? 0 : 1;
            }
            int held = 0;
            for (int client = 0; client < 5; client++) {
                held += table.held(CLIENT + client);
            }
            assertEquals(left, held);
        }
    }

    @Test
    void sweepsAllThatIsGoneWithinOneRound() {
        ReplayTable table = table(7);
        for (int i = 1; i <= 1_000; i++) {
            add(table, i * 0x9e37_79b9_7f4a_7c15L, i, CLIENT, 10);
        }
        table.setTime(NOW + 11_000, 11_000);
        int swept = 0;
        for (int i = 0; i < 400; i++) {
            swept += table.sweep();
        }
        assertEquals(1_000, swept);
        assertEquals(0, table.held(CLIENT));
    }

    @Test
    void purgesInTheFirstSecondAfterBothEnds() {
        ReplayTable table = table(7);
        add(table, 1, 1, CLIENT, 10);
        table.setTime(NOW + 10_000, 10_000);
        assertEquals(0, table.purge());
        assertFalse(table.isGone(table.find(1, 1)));
        table.setTime(NOW + 10_001, 10_000);
        assertEquals(0, table.purge());
        table.setTime(NOW + 10_001, 10_001);
        assertTrue(table.isGone(table.find(1, 1)));
        assertEquals(1, table.purge());
        add(table, 2, 2, CLIENT, 60);
        assertEquals(0, table.purge());
    }

    @Test
    void countsClientsWhoseHashesShareABucket() {
        ClientCounts counts = new ClientCounts(0);
        int[] index = new int[100];
        for (int client = 0; client < index.length; client++) {
            index[client] = counts.take(client, 100 - client);
            assertEquals(index[client], counts.take(client, 200));
        }
        for (int client = 0; client < index.length; client += 2) {
            counts.release(index[client]);
            assertEquals(index[client], counts.find(client));
            counts.release(index[client]);
            assertEquals(ClientCounts.NONE, counts.find(client));
        }
        assertEquals(50, counts.size());
        for (int client = 1; client < index.length; client += 2) {
            assertEquals(index[client], counts.find(client));
            assertEquals(2, counts.held(index[client]));
            assertEquals(100 - client, counts.soonest(index[client]));
        }
        // Indexes that became free are used again, with nothing left of the client before.
        int again = counts.take(1_000, 300);
        assertTrue(again <= 100);
        assertEquals(1, counts.held(again));
        assertEquals(300, counts.soonest(again));
    }
}
