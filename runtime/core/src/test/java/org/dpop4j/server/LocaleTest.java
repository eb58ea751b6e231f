package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Keys;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The letters I and i are no pair in Turkish and Azeri, and digits need not be ASCII in Arabic and Thai. */
@DisplayName("H-132: the default locale changes nothing")
class LocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "az", "lt", "ar-u-nu-arab", "th-TH-u-nu-thai"})
    void verdictsStayTheSame(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Verifying request = new Verifying();
        request.uris = List.of("https://api.example/INFO");
        request.accepts(request.proof().claim("htu", "HTTPS://API.EXAMPLE/INFO"));
        request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", "https://ap\u0131.example/INFO"));
        request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", "https://api.example/info"));
        for (String algorithm : List.of("Ed25519", "EdDSA", "PS256", "ES512")) {
            request.accepts(request.proof().key(Keys.forAlgorithm(algorithm)));
        }

        Judging optional = new Judging(DPoPMode.OPTIONAL);
        optional.authorization("BEARER " + optional.unboundToken).proofs().notAuthenticated();
        Challenge answer = optional.answer();
        assertEquals(
                List.of(
                        "DPoP " + Judging.ALGS,
                        "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"The access token is invalid or"
                                + " has expired\""),
                answer == null ? List.of() : answer.wwwAuthenticate());
        assertEquals(
                "12",
                new Challenge(503, List.of(), Optional.of(Duration.ofSeconds(12)))
                        .retryAfterSeconds()
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "az"})
    @DisplayName("names that are made when a class is loaded: dashboards are built on them")
    void codesStayTheSame(String locale) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(locale));
        URL[] core = {Rejection.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader fresh = new URLClassLoader(core, ClassLoader.getPlatformClassLoader())) {
            Class<?> loadedHere = fresh.loadClass(Rejection.class.getName());
            for (Object reason : loadedHere.getEnumConstants()) {
                String code = (String) loadedHere.getMethod("code").invoke(reason);
                assertEquals(((Enum<?>) reason).name().toLowerCase(Locale.ROOT), code);
            }
        }
    }
}
