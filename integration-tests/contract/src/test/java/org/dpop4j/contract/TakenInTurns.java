package org.dpop4j.contract;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.dpop4j.test.ClientKey;

/**
 * Keys of clients, because to make one takes longer than all else about a client. A thread has its own few, so that one test
 * is given different ones; those that follow are given them again. A {@code jti} that is to be accepted must therefore be
 * new in each test.
 */
final class TakenInTurns {
    private static final int KEYS_OF_A_THREAD = 32;

    private static final Map<Thread, Iterator<ClientKey>> KEYS = Collections.synchronizedMap(new WeakHashMap<>());

    private TakenInTurns() {}

    static ClientKey es256() {
        return KEYS.computeIfAbsent(Thread.currentThread(), thread -> endless()).next();
    }

    private static Iterator<ClientKey> endless() {
        List<ClientKey> keys =
                Stream.generate(ClientKey::es256).limit(KEYS_OF_A_THREAD).toList();
        return Stream.generate(() -> keys).flatMap(List::stream).iterator();
    }
}
