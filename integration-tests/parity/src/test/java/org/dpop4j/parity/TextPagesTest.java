package org.dpop4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of the repository lead to what is there, and the decisions are told where a reader looks for them. */
class TextPagesTest {
    private static final Path DECISIONS = TextPage.ROOT.resolve(Path.of("docs", "adr"));
    private static final Path RULES = TextPage.ROOT.resolve(Path.of("docs", "modules", "ROOT", "pages", "rules.adoc"));
    private static final Pattern RULE = Pattern.compile("\\b(?:DM|[A-Z])-[0-9]{2,3}\\b");
    private static final List<String> HEADINGS =
            List.of("## Context", "## Decision", "## Consequences", "## What would change it");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (TextPage page : TextPage.all()) {
            for (String link : page.links()) {
                links++;
                if (!page.leadsSomewhere(link)) {
                    dead.add(TextPage.ROOT.relativize(page.file()) + " -> " + link);
                }
            }
        }
        assertEquals(List.of(), dead);
        assertTrue(links > 100, "Only " + links + " links were found");
    }

    @Test
    void everyDecisionIsInTheIndexInItsOrder() {
        List<String> names = decisions().stream()
                .map(page -> page.file().getFileName().toString())
                .toList();
        assertTrue(names.size() >= 10, () -> "Only " + names + " were found");
        List<String> listed = TextPage.of(DECISIONS.resolve("README.md")).links().stream()
                .filter(link -> !link.contains("/"))
                .toList();
        assertEquals(names, listed);
    }

    @Test
    void everyDecisionHasItsNumberAndTheSameHeadings() {
        int number = 0;
        for (TextPage page : decisions()) {
            number++;
            String name = page.file().getFileName().toString();
            assertTrue(name.startsWith("%04d-".formatted(number)), name);
            assertTrue(page.text().startsWith("# " + number + ". "), name);
            assertTrue(page.text().contains("\nStatus: "), name);
            List<String> headings =
                    page.text().lines().filter(line -> line.startsWith("## ")).toList();
            assertEquals(HEADINGS, headings, name);
        }
    }

    @Test
    void everyRuleThatADecisionNamesExists() {
        String rules = TextPage.of(RULES).text();
        for (TextPage page : decisions()) {
            List<String> unknown = RULE.matcher(page.text())
                    .results()
                    .map(MatchResult::group)
                    .filter(id -> !rules.contains("\n|" + id + " |"))
                    .toList();
            assertEquals(List.of(), unknown, page.file().toString());
        }
    }

    @Test
    void theFrontPagesLeadToTheDecisions() {
        for (String front : List.of("README.md", "CONTRIBUTING.md")) {
            assertTrue(TextPage.of(TextPage.ROOT.resolve(front)).links().contains("docs/adr/README.md"), front);
        }
    }

    private static List<TextPage> decisions() {
        return TextPage.all().stream()
                .filter(page -> DECISIONS.equals(page.file().getParent()))
                .filter(page -> !page.file().endsWith("README.md"))
                .toList();
    }
}
