package org.dpop4j.it.keycloak;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;

/** Keycloak's token endpoint, as its clients use it. */
public final class TokenEndpoint {
    private final String uri;

    public TokenEndpoint(String issuer) {
        this.uri = issuer + "/protocol/openid-connect/token";
    }

    /** A token for a user whose password is the user's name, bound to the key. */
    public IssuedToken forUser(String client, String user, ClientKey key) {
        return IssuedToken.of(send(password(client, user), key));
    }

    /** A token for a user whose password is the user's name, asked for without a proof. */
    public IssuedToken forUserWithoutProof(String client, String user) {
        return IssuedToken.of(sendWithoutProof(password(client, user)));
    }

    /** A token for the client itself, bound to the key. */
    public IssuedToken forService(String client, String secret, ClientKey key) {
        return IssuedToken.of(
                send(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret), key));
    }

    /** A new token for an old one. */
    public IssuedToken refreshed(String client, IssuedToken old, ClientKey key) {
        return IssuedToken.of(send(
                Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", old.refreshToken()), key));
    }

    public Response send(Map<String, String> form, ClientKey key) {
        // At the authorization server there is no access token yet, so the proof has no ath.
        return post(
                given().header(
                                "DPoP",
                                TestProof.with(key).method("POST").uri(uri).serialize()),
                form);
    }

    public Response sendWithoutProof(Map<String, String> form) {
        return post(given(), form);
    }

    public static Map<String, String> password(String client, String user) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", client);
        form.put("username", user);
        form.put("password", user);
        // Without it Keycloak gives nobody UserInfo for the token.
        form.put("scope", "openid");
        return form;
    }

    private Response post(RequestSpecification request, Map<String, String> form) {
        return request.formParams(form).post(uri);
    }
}
