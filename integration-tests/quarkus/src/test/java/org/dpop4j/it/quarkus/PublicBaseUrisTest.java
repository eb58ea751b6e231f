package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U-01, U-16, U-17, H-55, H-56: behind a proxy that ends TLS and strips a path prefix. */
@QuarkusTest
@TestProfile(PublicBaseUrisTest.Config.class)
class PublicBaseUrisTest {
    private static final String PATH = "/contract/required/any/a";

    @TestHTTPResource
    URI uri;

    private ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    private Answer call(String path, String host, String htu) {
        Caller caller = Caller.bound(server());
        return server().get(path)
                .header("Host", host)
                .dpop(caller.token())
                .proof(caller.proof(path).claim("htu", htu))
                .send();
    }

    /** U-16. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "internal:8080", "api.example", "counterfeit.example", "10.1.2.3:9"})
    void u16_theConfiguredUriCountsWhateverHostSays(String host) {
        Answer answer = call(PATH, host, "https://api.example/orders" + PATH);
        Expect.passed(answer);
        assertEquals("dpop", answer.said("scheme"));
    }

    /** U-17. */
    @ParameterizedTest
    @CsvSource({
        "https://api.example/orders, ''",
        "HTTPS://API.example:443/orders, ''",
        "https://api.example/orders, ?x=1#y",
        "http://intranet.example:8080, ''",
        "https://second.example, ''"
    })
    void u17_everyEntryMayMatch(String base, String suffix) {
        Expect.passed(call(PATH, "localhost", base + PATH + suffix));
    }

    /** S-11, H-55, H-56: neither Host nor a forwarded field makes another authority acceptable. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://counterfeit.example",
                "https://counterfeit.example/orders",
                "http://counterfeit.example",
                "https://api.example",
                "https://api.example/orders/orders",
                "https://api.example/Orders",
                "http://api.example/orders",
                "https://api.example:8443/orders",
                "https://intranet.example:8080",
                "http://intranet.example",
                "https://second.example/orders",
                "http://localhost"
            })
    void h55_otherAuthoritiesAndPrefixesAreRefused(String base) {
        Caller caller = Caller.bound(server());
        Request request = server().get(PATH)
                .header("Host", URI.create(base).getRawAuthority())
                .header("X-Forwarded-Host", URI.create(base).getRawAuthority())
                .header("X-Forwarded-Proto", URI.create(base).getScheme())
                .header("X-Forwarded-Prefix", URI.create(base).getRawPath())
                .dpop(caller.token())
                .proof(caller.proof(PATH).claim("htu", base + PATH));
        Expect.k2(HTU_MISMATCH, request.send());
    }

    /** H-55: what a fixture makes for the address that it really calls is foreign now. */
    @ParameterizedTest
    @ValueSource(strings = {PATH, "/contract/user", "/routes/authenticated"})
    void h55_theAddressOfTheServerItselfIsForeign(String path) {
        Caller caller = Caller.bound(server());
        Expect.k2(HTU_MISMATCH, caller.get(path).send());
    }

    /** U-17, U-18: odd paths behind the prefix. */
    @ParameterizedTest
    @CsvSource({
        "/contract/required/any/a;v=1, /contract/required/any/a;v=1",
        "/contract/required/any/a//b, /contract/required/any/a//b",
        "/contract/required/any/%7Ea, /contract/required/any/~a",
        "/contract/required/any/x/../a, /contract/required/any/a"
    })
    void u17_pathsKeepTheirMeaningBehindThePrefix(String path, String inProof) {
        Expect.passed(call(path, "localhost", "https://api.example/orders" + inProof));
    }

    public static class Config extends Profile {
        public Config() {
            super(
                    TokenShape.MICROPROFILE,
                    "quarkus.dpop.public-base-uris",
                    "https://api.example/orders,http://intranet.example:8080,https://second.example/");
        }
    }
}
