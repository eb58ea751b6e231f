package org.dpop4j.quarkus;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A claim as plain Java values: MicroProfile JWT implementations hand out maps or JSON-P objects as they like. */
final class PlainClaim {
    private PlainClaim() {}

    static @Nullable Object of(@Nullable Object claim) {
        if (claim instanceof JsonString string) {
            return string.getString();
        }
        if (claim instanceof JsonObject object) {
            Map<String, @Nullable Object> members = new HashMap<>();
            object.forEach((name, value) -> members.put(name, of(value)));
            return members;
        }
        return claim;
    }
}
