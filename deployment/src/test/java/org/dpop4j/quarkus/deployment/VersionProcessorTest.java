package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.builder.Version;
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
        assertEquals(true, VersionProcessor.isTested(Version.getVersion()));
    }
}
