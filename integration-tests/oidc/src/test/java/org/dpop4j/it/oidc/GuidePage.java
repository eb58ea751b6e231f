package org.dpop4j.it.oidc;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The configuration that the guide's page on Quarkus OIDC has, in place of the one of the other tests. */
public class GuidePage implements QuarkusTestProfile {
    /** Under which clients know the application, by the page. */
    static final String BASE_URI = "https://api.example";

    private static final Path PAGE = Path.of("../../docs/modules/ROOT/pages/quarkus-oidc.adoc");
    private static final Pattern BLOCK = Pattern.compile("(?s)\\[source,properties]\n----\n(.*?)\n----");
    private static final String SECRET = "a-secret-of-the-tests-32-characters";

    private final int blocks;

    /** All blocks of the page, which add up to one application. */
    public GuidePage() {
        this(Integer.MAX_VALUE);
    }

    private GuidePage(int blocks) {
        this.blocks = blocks;
    }

    /** What the page begins with, and nothing else. */
    public static class Beginning extends GuidePage {
        public Beginning() {
            super(1);
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        // What application.properties has for the other tests.
        settings.put("quarkus.oidc.discovery-enabled", "true");
        settings.put("quarkus.oidc.jwks-path", "");
        settings.put("quarkus.oidc.introspection-path", "");
        settings.put("quarkus.oidc.client-id", "");
        settings.put("quarkus.oidc.credentials.secret", "");
        settings.put("OIDC_SECRET", SECRET);
        settings.put("SHOP_SECRET", SECRET);
        settings.putAll(onThePage());
        return settings;
    }

    /** What the page has for production counts here as well. */
    private Map<String, String> onThePage() {
        Map<String, String> settings = new HashMap<>();
        BLOCK.matcher(text())
                .results()
                .limit(blocks)
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    String[] parts = line.replaceAll(" <[0-9]+>$", "").split("=", 2);
                    String key = parts[0].replaceFirst("^%prod\\.", "");
                    settings.put(key, parts[1].replace("https://idp.example", "${idp.url}"));
                });
        return settings;
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(GuideAuthorizationServer.class));
    }
}
