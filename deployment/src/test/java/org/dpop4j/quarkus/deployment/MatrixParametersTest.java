package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPOptional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Required mode with proactive authentication: Bearer passes where the endpoint that will be matched is the expected one. */
class MatrixParametersTest {
    @RegisterExtension
    static final QuarkusUnitTest APP =
            Callers.application(Orders.class).overrideConfigKey("quarkus.dpop.mode", "required");

    @Path("a")
    @Authenticated
    public static class Orders {
        @GET
        @Path("open")
        @DPoPOptional
        public String open() {
            return "open";
        }

        @GET
        @Path("deep/{b}/{c}")
        @DPoPOptional
        public String deep() {
            return "deep";
        }

        @GET
        @Path("{name}")
        public String name() {
            return "name";
        }
    }

    @ParameterizedTest
    @DisplayName("a path with matrix parameters is expected where Quarkus REST matches it")
    @CsvSource({
        "/a/open, 200",
        "/a/open;, 200",
        "/a/open;x=1;y, 200",
        "/a;x/open, 200",
        "/a;x/open/, 200",
        "/a/op%65n;x, 200",
        "/a/deep/b;x/c, 200",
        "/a/deep/b%2Fc;x, 200",
        "/a%2Fdeep/b/c;x, 200",
        // Other endpoints, or none, which the mode decides about.
        "/a/other;x, 401",
        "/a/open%3Bx, 401",
        "/a/open%3Bx;y, 401",
        "/a%2Fopen, 401",
        "/a/;x/open, 401",
        "/;/a/open, 401",
        "/a/deep/b%2Fc, 401",
        "/a/deep/b%252Fc;x, 401",
    })
    void expectsTheEndpointThatIsMatched(String path, int status) {
        assertEquals(status, status(path));
    }

    @ParameterizedTest
    @DisplayName("an escape that Quarkus REST fails to decode is a bad request")
    @CsvSource({"/a/open;x=%+5", "/a/op%+5n;x", "/a/open%+5;x"})
    void refusesBrokenEscapes(String path) {
        assertEquals(400, status(path));
    }

    private static int status(String path) {
        return RawHttp.status("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Callers.unboundToken("user") + "\r\n");
    }
}
