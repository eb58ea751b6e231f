package org.dpop4j.redis;

import java.time.Clock;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;

/** How an application gets its {@link RedisReplayStore} from {@code replay.redis.uri}: by {@link SharedReplayStores}. */
public final class RedisReplayStoreProvider implements SharedReplayStores.Provider {
    @Override
    public String module() {
        return "dpop4j-redis";
    }

    @Override
    public boolean isChosen(DPoPSettings settings) {
        return settings.replayRedisUri().isPresent();
    }

    @Override
    public ReplayStore open(DPoPSettings settings, Clock clock) {
        RedisReplayStore store = new RedisReplayStore(
                settings.replayRedisUri().orElseThrow(),
                settings.replayRedisTimeout(),
                settings.replayNamespace(),
                clock,
                settings.log());
        store.connect();
        return store;
    }
}
