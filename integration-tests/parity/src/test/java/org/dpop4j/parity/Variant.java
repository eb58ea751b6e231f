package org.dpop4j.parity;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.contract.Difference;
import org.dpop4j.contract.Recording.Case;
import org.dpop4j.contract.Recording.Outcome;

/**
 * A test of the contract with certain arguments, in one configuration, on each server.
 *
 * @param outcomes of all servers that are compared, as far as they have recorded it
 */
record Variant(String configuration, Case test, Map<Server, Outcome> outcomes) {
    boolean isIdentical() {
        return outcomes.values().stream().map(Outcome::answers).distinct().count() == 1;
    }

    /** What allows the servers to differ here. */
    Set<Difference> because() {
        Set<Difference> because = EnumSet.noneOf(Difference.class);
        outcomes.values().forEach(outcome -> because.addAll(outcome.because()));
        return because;
    }

    /** What must not be: a server that has no record or failed, or servers that differ and name no reason. */
    Optional<String> problem(Set<Server> servers) {
        List<String> missing = servers.stream()
                .filter(server -> !outcomes.containsKey(server))
                .map(Server::title)
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(this + " is not recorded on " + String.join(" and ", missing));
        }
        if (answers().anyMatch(answers -> answers.contains(Outcome.FAILED))) {
            return Optional.of(this + " failed: " + described());
        }
        boolean isExplained = outcomes.values().stream()
                        .filter(outcome -> outcome.because().isEmpty())
                        .map(Outcome::answers)
                        .distinct()
                        .count()
                <= 1;
        return isExplained ? Optional.empty() : Optional.of(this + " differs without a reason: " + described());
    }

    private Stream<List<String>> answers() {
        return outcomes.values().stream().map(Outcome::answers);
    }

    private String described() {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getKey().title() + " " + entry.getValue().answers()
                        + (entry.getValue().because().isEmpty()
                                ? ""
                                : " because of " + entry.getValue().because()))
                .collect(joining("; "));
    }

    @Override
    public String toString() {
        return test + " (" + configuration + ")";
    }
}
