package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.settings.DPoPSettings;
import org.junit.jupiter.api.Test;

class StartupAdviceTest {
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0=";

    private static DPoPSettings.Builder safe() {
        return DPoPSettings.builder().publicBaseUris(List.of("https://api.example"));
    }

    @Test
    void hasNothingToSayAboutSafeSettings() {
        assertEquals(List.of(), StartupAdvice.of(safe().build(), "dpop.", true, false, null));
        assertEquals(
                List.of(), StartupAdvice.of(safe().nonceSecrets(List.of(SECRET)).build(), "dpop.", true, true, null));
        assertEquals(List.of(), StartupAdvice.of(safe().build(), "dpop.", true, true, Object.class));
    }

    /** U-16, S-11. */
    @Test
    void u16_namesTheKeyThatNamesTheAuthorities() {
        DPoPSettings settings = DPoPSettings.builder().build();
        assertStarts("quarkus.dpop.public-base-uris is not set", settings, "quarkus.dpop.", true, false, null);
    }

    /** S-01. */
    @Test
    void s01_warnsOfPlainHttp() {
        DPoPSettings settings = safe().publicBaseUris(List.of("https://a.example", "http://b.example"))
                .build();
        assertStarts("dpop.public-base-uris has http://b.example", settings, "dpop.", true, false, null);
    }

    /** L-04. */
    @Test
    void l04_warnsWhereNobodyLooksAtTheAudience() {
        assertStarts("mp.jwt.verify.audiences is not set", safe().build(), "dpop.", false, false, null);
    }

    /** N-14. */
    @Test
    void n14_warnsOfSecretsThatAreMissingOrNotUsed() {
        assertStarts("dpop.nonce.secrets is not set", safe().build(), "dpop.", true, true, null);
        DPoPSettings settings = safe().nonceSecrets(List.of(SECRET)).build();
        assertStarts("dpop.nonce.secrets is set, but not used", settings, "dpop.", true, true, Object.class);
    }

    /** */
    @Test
    void r13_warnsOfASharedStoreThatIsNotUsed() {
        DPoPSettings settings =
                safe().replayRedisUri("redis://:secret@redis.example").build();
        List<String> advice = StartupAdvice.ofReplayStore(settings, "dpop.", Object.class);
        assertEquals(1, advice.size());
        assertTrue(advice.get(0).startsWith("dpop.replay.redis.uri is set, but not used: java.lang.Object"));
        assertEquals(List.of(), StartupAdvice.ofReplayStore(settings, "dpop.", null));
        assertEquals(List.of(), StartupAdvice.ofReplayStore(safe().build(), "dpop.", null));
        assertEquals(List.of(), StartupAdvice.ofReplayStore(safe().build(), "dpop.", Object.class));
    }

    private static void assertStarts(
            String text,
            DPoPSettings settings,
            String prefix,
            boolean audienceIsVerified,
            boolean demandsNonce,
            Class<?> ownNonceProvider) {
        List<String> advice = StartupAdvice.of(settings, prefix, audienceIsVerified, demandsNonce, ownNonceProvider);
        assertEquals(1, advice.size(), advice::toString);
        assertTrue(advice.get(0).startsWith(text), advice::toString);
    }
}
