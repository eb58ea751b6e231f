package org.dpop4j.redis;

import java.time.Clock;
import java.time.Duration;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.ReplayStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("R-04..R-10, R-16, H-100..H-110: what every store must do, with a real Redis")
class RedisContractTest extends ReplayStoreContract {
    private static RedisServer redis;
    private static RedisReplayStore store;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        store = new RedisReplayStore(redis.uri(), Duration.ofMinutes(1), "contract", Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        store.close();
        redis.close();
    }

    @Override
    protected ReplayStore store() {
        return store;
    }
}
