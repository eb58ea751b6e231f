package org.dpop4j.proof;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dpop4j.jose.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * Client keys by the encoded JOSE header they came in, which a client repeats byte by byte from proof to proof.
 *
 * <p>Only a key that has verified a signature is remembered, and nothing about any proof: a hit saves the parsing of a key, never
 * a check. Bounded by two generations: when the young one is full it becomes the old one, and what the old one held is
 * forgotten unless it was asked for again. Safe for many threads.
 */
final class ClientKeyCache {
    /** A header of a 4096 bit RSA key has about 1,000 characters. */
    static final int MAX_HEADER_CHARS = 2048;

    private final int generationSize;
    private volatile Map<String, ClientKey> young = new ConcurrentHashMap<>();
    private volatile Map<String, ClientKey> old = Map.of();

    ClientKeyCache(int maxEntries) {
        this.generationSize = Math.max(1, maxEntries / 2);
    }

    @Nullable
    ClientKey get(String encodedHeader) {
        ClientKey key = young.get(encodedHeader);
        if (key == null) {
            key = old.get(encodedHeader);
            if (key != null) {
                put(encodedHeader, key);
            }
        }
        return key;
    }

    void put(String encodedHeader, ClientKey key) {
        if (encodedHeader.length() > MAX_HEADER_CHARS) {
            return;
        }
        if (young.size() >= generationSize) {
            turnOver();
        }
        young.put(encodedHeader, key);
    }

    private synchronized void turnOver() {
        if (young.size() >= generationSize) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
