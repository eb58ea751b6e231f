package org.dpop4j.it.browser;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A request that has reached the API, and its answer.
 *
 * @param step what the driver of the browser calls it
 */
record Exchange(String step, String method, MultiMap request, int status, MultiMap response) {
    boolean isPreflight() {
        return method.equals("OPTIONS");
    }

    /** The nonce of the proof; null when it has none. */
    String proofNonce() {
        byte[] payload = Base64.getUrlDecoder().decode(request.get("DPoP").split("\\.")[1]);
        return new JsonObject(new String(payload, StandardCharsets.UTF_8)).getString("nonce");
    }

    /** The nonce that comes with the answer; null when none does. */
    String nonce() {
        return response.get("DPoP-Nonce");
    }

    /** The names in a list field of the answer, in lower case. */
    List<String> names(String field) {
        return response.getAll(field).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
