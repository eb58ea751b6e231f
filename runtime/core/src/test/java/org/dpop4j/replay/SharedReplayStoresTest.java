package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import org.dpop4j.ReplayStore;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-13: a shared store by configuration, where no module has one")
class SharedReplayStoresTest {
    private static ReplayStore open(TestSettings settings) {
        return SharedReplayStores.open(settings.build("dpop."), Clock.systemUTC());
    }

    @Test
    void opensTheOneInMemoryWithoutTheKey() {
        assertInstanceOf(InMemoryReplayStore.class, open(new TestSettings()));
    }

    @Test
    @DisplayName(
            "Q-19, H-134: the key without the module stops the start-up, names what is missing, and shows no password")
    void namesTheMissingArtifact() {
        TestSettings settings = new TestSettings().replayRedisUri("redis://:secret@redis.example");
        InvalidSettingException fault = assertThrows(InvalidSettingException.class, () -> open(settings));
        String message = fault.getMessage();
        assertEquals("dpop.replay.redis.uri", fault.key());
        assertTrue(message.contains("The artifact org.dpop4j:dpop4j-redis is not on the class path"), message);
        assertFalse(message.contains("secret"), message);
    }
}
