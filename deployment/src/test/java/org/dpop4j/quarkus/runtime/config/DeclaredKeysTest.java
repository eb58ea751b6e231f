package org.dpop4j.quarkus.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.Setting;
import org.dpop4j.settings.SettingSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the extension declares to Quarkus, from which the reference of the guide is made, against the core's table. */
@DisplayName("the keys that Quarkus knows are those of the table")
class DeclaredKeysTest {
    private static final String PREFIX = "quarkus.dpop.";
    private static final Map<String, JsonObject> DECLARED = declared();
    private static final JsonObject JAVADOC = read("javadoc").getJsonObject("elements");

    /** There may be one for the tests of this module, too. */
    private static JsonObject read(String part) {
        String file = "META-INF/quarkus-config-doc/quarkus-config-" + part + ".json";
        try {
            for (URL url :
                    Collections.list(DPoPRuntimeConfig.class.getClassLoader().getResources(file))) {
                try (InputStream in = url.openStream()) {
                    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (json.contains(DPoPRuntimeConfig.class.getName())) {
                        return new JsonObject(json);
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
        throw new AssertionError("no " + file);
    }

    private static Map<String, JsonObject> declared() {
        Map<String, JsonObject> declared = new LinkedHashMap<>();
        addItems(read("model"), declared);
        return declared;
    }

    /** Items are in roots, and in one another. */
    private static void addItems(JsonObject holder, Map<String, JsonObject> declared) {
        for (String field : List.of("configRoots", "items")) {
            if (holder.containsKey(field)) {
                for (Object item : holder.getJsonArray(field)) {
                    addItems((JsonObject) item, declared);
                }
            }
        }
        JsonObject path = holder.getJsonObject("path");
        if (path != null && !holder.containsKey("items")) {
            declared.put(path.getString("property"), holder);
        }
    }

    @Test
    void inTheSameOrder() {
        assertEquals(
                DPoPSettings.table().stream()
                        .map(setting -> PREFIX + setting.key())
                        .toList(),
                List.copyOf(DECLARED.keySet()));
    }

    @Test
    void asListsWhereTheyAreLists() {
        for (Setting<?> setting : DPoPSettings.table()) {
            assertEquals(
                    setting.isList(), DECLARED.get(PREFIX + setting.key()).getBoolean("list", false), setting::key);
        }
    }

    /** Where there is none in the table, {@code @ConfigDocDefault} may say in words what happens. */
    @Test
    void withTheSameDefaults() {
        DPoPSettings defaults = DPoPSettings.read(SettingSource.of(PREFIX, Map.of()), "orders");
        for (Setting<?> setting : DPoPSettings.table()) {
            String name = PREFIX + setting.key();
            String declared = DECLARED.get(name).getString("defaultValue", "");
            if (setting.byDefault().isPresent()) {
                DPoPSettings asDeclared = DPoPSettings.read(SettingSource.of(PREFIX, Map.of(name, declared)), "orders");
                assertEquals(defaults.get(setting), asDeclared.get(setting), name);
            } else {
                assertTrue(declared.isEmpty() || declared.contains(" "), name);
            }
        }
    }

    @Test
    void withTheSameSentence() {
        for (Setting<?> setting : DPoPSettings.table()) {
            JsonObject item = DECLARED.get(PREFIX + setting.key());
            String element = item.getString("sourceType") + "." + item.getString("sourceElementName");
            String text =
                    JAVADOC.getJsonObject(element).getString("description").replace('\n', ' ');
            assertTrue(
                    text.equals(setting.documentation()) || text.startsWith(setting.documentation() + " "),
                    () -> setting.key() + ": " + text);
        }
    }
}
