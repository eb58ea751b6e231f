package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the guide's page on configuration says what the table says")
class GuideTest {
    private static final Path PAGE = Path.of("../../docs/modules/ROOT/pages/configuration.adoc");

    @Test
    void hasARowForEachKeyInTheOrderOfTheTable() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|`dpop."))
                .toList();
        List<Setting<?>> table = DPoPSettings.table();
        assertEquals(
                table.stream().map(setting -> "dpop." + setting.key()).toList(),
                rows.stream().map(row -> row.substring(2, row.indexOf('`', 2))).toList());
        for (int i = 0; i < table.size(); i++) {
            String start = "|`dpop." + table.get(i).key() + "` |"
                    + table.get(i).byDefault().map(text -> "`" + text + "` |").orElse("");
            assertEquals(
                    start,
                    rows.get(i)
                            .substring(0, Math.min(start.length(), rows.get(i).length())));
        }
    }
}
