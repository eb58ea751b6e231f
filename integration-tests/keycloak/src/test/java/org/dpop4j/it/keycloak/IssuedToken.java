package org.dpop4j.it.keycloak;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What the token endpoint has answered.
 *
 * @param type {@code token_type}
 * @param text the access token as it is sent
 * @param refreshToken null when there is none
 */
public record IssuedToken(String type, String text, String refreshToken) {
    static IssuedToken of(Response response) {
        JsonPath answer = response.then().statusCode(200).extract().jsonPath();
        return new IssuedToken(
                answer.getString("token_type"), answer.getString("access_token"), answer.getString("refresh_token"));
    }

    public JsonPath header() {
        return part(0);
    }

    public JsonPath claims() {
        return part(1);
    }

    /** The thumbprint of the key that it is bound to; null when it is bound to none. */
    public String jkt() {
        return claims().getString("cnf.jkt");
    }

    public Instant expiry() {
        return Instant.ofEpochSecond(claims().getLong("exp"));
    }

    private JsonPath part(int index) {
        byte[] json = Base64.getUrlDecoder().decode(text.split("\\.")[index]);
        return JsonPath.from(new String(json, StandardCharsets.UTF_8));
    }
}
