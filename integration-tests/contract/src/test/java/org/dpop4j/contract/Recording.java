package org.dpop4j.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one server answered, configured in one way: the same on every run, so that recordings of servers can be compared.
 * Kept as a text file, with cases on lines of their own and, indented below each, what came of it.
 *
 * @param server as {@link ServerUnderTest#name}
 * @param configuration as {@link ServerUnderTest#configuration}
 * @param cases ordered by topic and method, with arguments in the order in which they are tested
 */
public record Recording(String server, String configuration, Map<Case, Outcome> cases) {
    private static final String SERVER = "server ";
    private static final String CONFIGURATION = "configuration ";
    private static final String BECAUSE = "  because ";
    private static final String ANSWER = "  answer ";
    private static final Comparator<Case> ORDER =
            Comparator.comparing(Case::topic).thenComparing(Case::method);

    /**
     * A test.
     *
     * @param topic the interface, without its package
     * @param arguments of a parameterised test, on one line and in printable ASCII; empty when there are none
     */
    public record Case(String topic, String method, String arguments) {
        @Override
        public String toString() {
            return topic + " " + method + (arguments.isEmpty() ? "" : " " + arguments);
        }

        private static Case parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Case(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }
    }

    /**
     * What came of a test.
     *
     * @param answers in the order of the requests, each as {@link Answer#inShort}
     * @param because what allows this server to answer otherwise than others
     */
    public record Outcome(List<String> answers, Set<Difference> because) {
        /** Stands for the rest of the answers of a test that did not pass. */
        public static final String FAILED = "failed";
        /** Stands for the rest of the answers of a test that was given up for a reason. */
        public static final String NOT_RUN = "not run";

        public Outcome {
            answers = List.copyOf(answers);
            because = Collections.unmodifiableSet(because.isEmpty() ? Set.of() : EnumSet.copyOf(because));
        }
    }

    public Recording {
        cases = inOrder(cases);
    }

    private static Map<Case, Outcome> inOrder(Map<Case, Outcome> cases) {
        Map<Case, Outcome> ordered = new LinkedHashMap<>();
        cases.keySet().stream().sorted(ORDER).forEach(key -> ordered.put(key, cases.get(key)));
        return Collections.unmodifiableMap(ordered);
    }

    /** Writes {@code server-configuration.txt} into a directory, which is made if need be. */
    void write(Path directory) {
        List<String> lines = new ArrayList<>(List.of(SERVER + server, CONFIGURATION + configuration));
        cases.forEach((key, outcome) -> {
            lines.add(key.toString());
            outcome.because().forEach(difference -> lines.add(BECAUSE + difference));
            outcome.answers().forEach(answer -> lines.add(ANSWER + answer));
        });
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(server + "-" + configuration + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the file cannot be read */
    public static Recording read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Case, Outcome> cases = new LinkedHashMap<>();
        int next = 2;
        while (next < lines.size()) {
            Case key = Case.parse(lines.get(next++));
            Set<Difference> because = EnumSet.noneOf(Difference.class);
            List<String> answers = new ArrayList<>();
            for (; next < lines.size() && lines.get(next).startsWith(" "); next++) {
                String line = lines.get(next);
                if (line.startsWith(BECAUSE)) {
                    because.add(Difference.valueOf(line.substring(BECAUSE.length())));
                } else {
                    answers.add(line.substring(ANSWER.length()));
                }
            }
            cases.put(key, new Outcome(answers, because));
        }
        return new Recording(
                lines.get(0).substring(SERVER.length()), lines.get(1).substring(CONFIGURATION.length()), cases);
    }
}
