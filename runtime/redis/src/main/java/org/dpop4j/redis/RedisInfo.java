package org.dpop4j.redis;

import java.util.HashMap;
import java.util.Map;

/** What a server says of itself, by {@code INFO}. */
final class RedisInfo {
    private final Map<String, String> fields = new HashMap<>();

    RedisInfo(String text) {
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A new one with each start of the server; empty when it does not say. */
    String runId() {
        return field("run_id");
    }

    /** Differs each time a replica becomes the master. */
    String takeover() {
        return field("master_replid2") + "/" + field("second_repl_offset");
    }

    boolean isMaster() {
        return field("role").equals("master");
    }

    boolean hasAppendOnlyFile() {
        return field("aof_enabled").equals("1");
    }

    /** Neither a master with replicas, nor one that was a replica: nobody else could take over with less than it knew. */
    boolean standsAlone() {
        return isMaster()
                && field("connected_slaves").equals("0")
                && field("second_repl_offset").equals("-1")
                && !field("cluster_enabled").equals("1");
    }

    /** What the server does when its memory is full; empty when it does not say. */
    String maxMemoryPolicy() {
        return field("maxmemory_policy");
    }
}
