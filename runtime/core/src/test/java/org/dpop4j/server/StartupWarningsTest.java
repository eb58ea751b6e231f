package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.Test;

class StartupWarningsTest {
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0=";

    private static TestSettings safe() {
        return new TestSettings().publicBaseUris(List.of("https://api.example"));
    }

    private static List<String> warnings(TestSettings settings) {
        return StartupWarnings.of(settings.build("dpop."), List.of(), false, null, null);
    }

    @Test
    void hasNothingToSayAboutSafeSettings() {
        assertEquals(List.of(), warnings(safe()));
        DPoPSettings shared = safe().nonceSecrets(List.of(SECRET)).build();
        assertEquals(List.of(), StartupWarnings.of(shared, List.of(), true, null, null));
        assertEquals(List.of(), StartupWarnings.of(safe().build(), List.of(), true, Object.class, Object.class));
    }

    /** U-16, S-11. */
    @Test
    void u16_namesTheKeyThatNamesTheAuthorities() {
        assertStarts("dpop.public-base-uris is not set", warnings(new TestSettings()));
    }

    /** S-01. */
    @Test
    void s01_warnsOfPlainHttp() {
        TestSettings settings = safe().publicBaseUris(List.of("https://a.example", "http://b.example"));
        assertStarts("dpop.public-base-uris has http://b.example", warnings(settings));
    }

    /** L-04. */
    @Test
    void l04_warnsWhereNobodyLooksAtTheAudience() {
        assertStarts(
                "mp.jwt.verify.audiences is not set",
                StartupWarnings.of(safe().build(), List.of("mp.jwt.verify.audiences"), false, null, null));
    }

    /** N-14. */
    @Test
    void n14_warnsOfSecretsThatAreMissingOrNotUsed() {
        DPoPSettings none = safe().build("dpop.");
        assertStarts("dpop.nonce.secrets is not set", StartupWarnings.of(none, List.of(), true, null, null));
        assertStarts("dpop.nonce.secrets is not set", warnings(safe().nonceMode(NonceMode.REQUIRED)));
        DPoPSettings some = safe().nonceSecrets(List.of(SECRET)).build("dpop.");
        assertStarts(
                "dpop.nonce.secrets is set, but not used: java.lang.Object",
                StartupWarnings.of(some, List.of(), true, Object.class, null));
    }

    /** R-13. */
    @Test
    void r13_warnsOfASharedStoreThatIsNotUsed() {
        TestSettings shared = safe().replayRedisUri("redis://:secret@redis.example");
        assertStarts(
                "dpop.replay.redis.uri is set, but not used: java.lang.Object",
                StartupWarnings.of(shared.build("dpop."), List.of(), false, null, Object.class));
        assertEquals(List.of(), warnings(shared));
    }

    private static void assertStarts(String text, List<String> warnings) {
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith(text), warnings::toString);
        assertFalse(warnings.get(0).contains("secret@"), warnings::toString);
    }
}
