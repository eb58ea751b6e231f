package org.dpop4j.quarkus.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.builder.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dpop4j.quarkus.runtime.DPoPRecorder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("issue 13: the versions of Quarkus that the extension is for")
class VersionProcessorTest {
    @ParameterizedTest
    @CsvSource({
        "3.32.9, false",
        "3.33.0, true",
        "3.33.2, true",
        "3.37.3, true",
        "3.37.3.redhat-00001, true",
        "3.38.0.CR1, false",
        "3.338.0, false",
        "2.35.0, false",
        "4.35.0, false",
        "999-SNAPSHOT, false",
        "3.33, false",
        "3.x.1, false",
    })
    void knowsThoseThatAreTested(String version, boolean isTested) {
        assertEquals(isTested, VersionProcessor.isTested(version));
    }

    @Test
    void isBuiltWithOneOfThem() {
        assertTrue(VersionProcessor.isTested(Version.getVersion()));
    }

    @Test
    void metadataStateTheSameRange() throws IOException {
        try (InputStream descriptor = DPoPRecorder.class.getResourceAsStream("/META-INF/quarkus-extension.yaml")) {
            String range = VersionProcessor.asRange();
            assertTrue(
                    new String(descriptor.readAllBytes(), UTF_8).contains("requires-quarkus-core: \"" + range + "\""),
                    range);
        }
    }

    @Test
    void theGuideNamesTheVersionsOfTheMatrix() throws IOException {
        String guide = Files.readString(Path.of("../docs/modules/ROOT/pages/index.adoc"));
        String beside = Files.readString(Path.of("../docs/modules/ROOT/pages/quarkus-oidc.adoc"));
        List<String> versions = Pattern.compile("\\b3\\.[0-9]+\\.[0-9]+\\b")
                .matcher(Files.readString(Path.of("../.ci/versions")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertTrue(versions.size() >= 3, versions::toString);
        for (String version : versions) {
            assertTrue(guide.contains(version) || beside.contains(version), version);
            assertTrue(VersionProcessor.isTested(version), version);
        }
    }
}
