package org.dpop4j.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the repository, in Markdown or AsciiDoc, and where its links lead. */
record TextPage(Path file, String text) {
    /** The top of the repository. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
    private static final Pattern MARKDOWN_HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern ASCIIDOC_LINK = Pattern.compile("(?:xref:|link:|include::)([^\\[\\s]+)\\[");
    private static final Pattern ASCIIDOC_ANCHOR_LINK = Pattern.compile("<<([\\w-]+)(?:,[^>\\n]*)?>>");
    private static final Pattern ASCIIDOC_ANCHOR =
            Pattern.compile("\\[\\[([\\w-]+)]]|(?m:^\\[#([\\w-]+)]|^\\[id=([\\w-]+)])");
    private static final Pattern ASCIIDOC_HEADING = Pattern.compile("(?m)^==+ (.+)$");

    static TextPage of(Path file) {
        try {
            return new TextPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pages of the repository. */
    static List<TextPage> all() {
        List<TextPage> pages = new ArrayList<>();
        collect(ROOT, pages);
        return pages;
    }

    private static void collect(Path directory, List<TextPage> pages) {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.sorted().toList()) {
                String name = child.getFileName().toString();
                if (Files.isDirectory(child) && !NOT_OURS.contains(name)) {
                    collect(child, pages);
                } else if (name.endsWith(".md") || name.endsWith(".adoc")) {
                    pages.add(of(child));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMarkdown() {
        return file.toString().endsWith(".md");
    }

    /** The targets of all links to somewhere in the repository, as they are written. */
    List<String> links() {
        return isMarkdown()
                ? matches(MARKDOWN_LINK, text).filter(TextPage::isRelative).toList()
                : Stream.concat(
                                matches(ASCIIDOC_LINK, text),
                                matches(ASCIIDOC_ANCHOR_LINK, text).map(anchor -> "#" + anchor))
                        .filter(TextPage::isRelative)
                        .toList();
    }

    private static boolean isRelative(String link) {
        return !link.contains("://") && !link.startsWith("mailto:");
    }

    /** Whether there is something where a link of this page leads. */
    boolean leadsSomewhere(String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? file : directory().resolve(path).normalize();
        return target.startsWith(ROOT)
                && Files.exists(target)
                && (hash < 0 || of(target).anchors().contains(link.substring(hash + 1)));
    }

    /** Antora reads its navigation as if it stood among the pages. */
    private Path directory() {
        return file.resolveSibling(file.endsWith("nav.adoc") ? "pages" : "");
    }

    private Set<String> anchors() {
        Stream<String> anchors = isMarkdown()
                ? matches(MARKDOWN_HEADING, text).map(TextPage::markdownAnchor)
                : Stream.concat(
                        matches(ASCIIDOC_ANCHOR, text),
                        matches(ASCIIDOC_HEADING, text).map(TextPage::asciidocAnchor));
        return anchors.collect(Collectors.toSet());
    }

    private static String markdownAnchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    private static String asciidocAnchor(String heading) {
        return "_"
                + heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w .-]", "").replaceAll("[ .-]+", "_");
    }

    /** The first group that has matched, of each match. */
    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(TextPage::firstGroup);
    }

    private static String firstGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        throw new IllegalStateException("no group has matched in " + match.group());
    }
}
