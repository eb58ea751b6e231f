package org.dpop4j.it.oidc;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@link AuthorizationServer} as the provider of the guide, whose realms tell by discovery where everything is. */
public class GuideAuthorizationServer extends AuthorizationServer {
    private HttpServer realms;

    @Override
    public Map<String, String> start() {
        byte[] metadata = metadata(super.start().get("quarkus.oidc.auth-server-url"));
        try {
            realms = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        realms.createContext("/realms", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, metadata.length);
            exchange.getResponseBody().write(metadata);
            exchange.close();
        });
        realms.start();
        return Map.of("idp.url", "http://127.0.0.1:" + realms.getAddress().getPort());
    }

    private static byte[] metadata(String server) {
        String json = """
                {"issuer": "ISSUER",
                 "jwks_uri": "SERVER/jwks",
                 "introspection_endpoint": "SERVER/introspection",
                 "authorization_endpoint": "SERVER/authorization",
                 "token_endpoint": "SERVER/token"}""";
        return json.replace("ISSUER", ISSUER.issuer()).replace("SERVER", server).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void stop() {
        realms.stop(0);
        super.stop();
    }
}
