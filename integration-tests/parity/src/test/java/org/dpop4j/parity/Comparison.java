package org.dpop4j.parity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.Recording;
import org.dpop4j.contract.Recording.Case;
import org.dpop4j.contract.Recording.Outcome;

/**
 * The recordings of all servers side by side.
 *
 * @param servers those that are compared
 * @param topics the tests of each interface of the contract, in the order of {@link HttpContract}
 */
record Comparison(Set<Server> servers, Map<String, SortedMap<CaseName, List<Variant>>> topics) {
    /** What every server runs with; other configurations are a server's own. */
    static final List<String> CONFIGURATIONS = List.of("optional", "required", "optional-nonces", "required-nonces");

    /** @param recordings of each server, by configuration */
    static Comparison of(Map<Server, Map<String, Recording>> recordings) {
        Map<String, SortedMap<CaseName, List<Variant>>> topics = new LinkedHashMap<>();
        for (Class<?> topic : HttpContract.class.getInterfaces()) {
            topics.put(topic.getSimpleName(), new TreeMap<>());
        }
        for (String configuration : CONFIGURATIONS) {
            Set<Case> tests = new LinkedHashSet<>();
            recordings.values().stream()
                    .map(byConfiguration -> byConfiguration.get(configuration))
                    .filter(Objects::nonNull)
                    .forEach(recording -> tests.addAll(recording.cases().keySet()));
            for (Case test : tests) {
                Map<Server, Outcome> outcomes = new EnumMap<>(Server.class);
                recordings.forEach((server, byConfiguration) -> {
                    Recording recording = byConfiguration.get(configuration);
                    Outcome outcome =
                            recording == null ? null : recording.cases().get(test);
                    if (outcome != null) {
                        outcomes.put(server, outcome);
                    }
                });
                topics.computeIfAbsent(test.topic(), topic -> new TreeMap<>())
                        .computeIfAbsent(CaseName.ofMethod(test.method()), name -> new ArrayList<>())
                        .add(new Variant(configuration, test, outcomes));
            }
        }
        return new Comparison(recordings.keySet(), topics);
    }

    List<Variant> variants() {
        return topics.values().stream()
                .flatMap(cases -> cases.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** What has to be put right before this may be shown. */
    List<String> problems() {
        return variants().stream()
                .flatMap(variant -> variant.problem(servers).stream())
                .toList();
    }
}
