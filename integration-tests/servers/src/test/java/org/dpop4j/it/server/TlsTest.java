package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Target URIs of requests that came by TLS, in both versions of HTTP (U-01, H-55). */
class TlsTest {
    String PATH = "/contract/required";

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void u01_theTargetUriIsHttps(HttpClient.Version version) throws Exception {
        ServerUnderTest server = TestedServer.with(Wars.OPTIONAL);
        Caller caller = Caller.bound(server);
        URI https = URI.create(TestedServer.get().https(Wars.OPTIONAL) + PATH);
        HttpResponse<String> accepted =
                send(version, https, caller, caller.proof(PATH).uri(https.toString()));
        assertEquals(200, accepted.statusCode(), accepted.body());
        assertEquals(version, accepted.version());
        assertTrue(accepted.body().contains("scheme=dpop\n"), accepted.body());
        for (String htu : new String[] {
            "http://" + https.getRawAuthority() + https.getRawPath(),
            "https://localhost" + https.getRawPath(),
            server.uri(PATH),
            TestedServer.get().https(Wars.REQUIRED) + PATH
        }) {
            HttpResponse<String> refused =
                    send(version, https, caller, caller.proof(PATH).uri(htu));
            assertEquals(401, refused.statusCode(), htu);
            assertTrue(
                    refused.headers()
                            .firstValue("WWW-Authenticate")
                            .orElse("")
                            .contains("error=\"invalid_dpop_proof\""),
                    () -> htu + " " + refused.headers().map());
        }
    }

    /** H-55: a proof for {@code https} is no good for the same request without TLS. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void h55_aProofForHttpsIsNoneForHttp(HttpClient.Version version) throws Exception {
        ServerUnderTest server = TestedServer.with(Wars.OPTIONAL);
        Caller caller = Caller.bound(server);
        URI http = URI.create(server.uri(PATH));
        String https = "https://" + http.getRawAuthority() + http.getRawPath();
        assertEquals(
                401, send(version, http, caller, caller.proof(PATH).uri(https)).statusCode());
        assertEquals(200, send(version, http, caller, caller.proof(PATH)).statusCode());
    }

    private HttpResponse<String> send(HttpClient.Version version, URI uri, Caller caller, TestProof proof)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "DPoP " + caller.token())
                .header("DPoP", proof.serialize())
                .build();
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TestedServer.get().clientContext())
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
