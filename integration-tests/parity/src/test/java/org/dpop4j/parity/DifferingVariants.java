package org.dpop4j.parity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dpop4j.contract.Difference;

/**
 * Variants of one test in which the servers differ in the same way, for the same reasons.
 *
 * @param answers of each server, as short as still shows the difference
 * @param because why
 * @param arguments of the test; empty when it has none
 * @param configurations in which it is so
 */
record DifferingVariants(
        Map<Server, List<String>> answers,
        Set<Difference> because,
        List<String> arguments,
        Set<String> configurations) {

    /** @param variants of one test, identical ones among them */
    static List<DifferingVariants> among(List<Variant> variants) {
        Map<Kind, Map<String, Set<String>>> byKind = new LinkedHashMap<>();
        for (Variant variant : variants) {
            if (!variant.isIdentical()) {
                byKind.computeIfAbsent(new Kind(differing(variant), variant.because()), kind -> new LinkedHashMap<>())
                        .computeIfAbsent(variant.test().arguments(), arguments -> new LinkedHashSet<>())
                        .add(variant.configuration());
            }
        }
        List<DifferingVariants> groups = new ArrayList<>();
        byKind.forEach((kind, configurationsOf) -> {
            Map<Set<String>, List<String>> argumentsIn = new LinkedHashMap<>();
            configurationsOf.forEach((arguments, configurations) -> argumentsIn
                    .computeIfAbsent(configurations, any -> new ArrayList<>())
                    .add(arguments));
            argumentsIn.forEach((configurations, arguments) ->
                    groups.add(new DifferingVariants(kind.answers(), kind.because(), arguments, configurations)));
        });
        return groups;
    }

    private record Kind(Map<Server, List<String>> answers, Set<Difference> because) {}

    /** The answers that differ, each once; with the reasons behind errors, or all answers, if that is what differs. */
    private static Map<Server, List<String>> differing(Variant variant) {
        List<UnaryOperator<List<String>>> forms = List.of(
                answers -> AnswerText.distinct(atDifferingPlaces(variant, answers)),
                answers -> List.copyOf(new LinkedHashSet<>(atDifferingPlaces(variant, answers))),
                AnswerText::counted);
        Map<Server, List<String>> result = Map.of();
        for (UnaryOperator<List<String>> form : forms) {
            result = inForm(variant, form);
            if (tells(variant, result)) {
                break;
            }
        }
        return result;
    }

    private static Map<Server, List<String>> inForm(Variant variant, UnaryOperator<List<String>> form) {
        Map<Server, List<String>> result = new EnumMap<>(Server.class);
        variant.outcomes().forEach((server, outcome) -> result.put(server, form.apply(outcome.answers())));
        return result;
    }

    /** Whether servers that differ are shown to differ. */
    private static boolean tells(Variant variant, Map<Server, List<String>> shown) {
        return variant.outcomes().values().stream()
                        .map(outcome -> outcome.answers())
                        .distinct()
                        .count()
                == shown.values().stream().distinct().count();
    }

    private static List<String> atDifferingPlaces(Variant variant, List<String> answers) {
        List<List<String>> all = variant.outcomes().values().stream()
                .map(outcome -> outcome.answers())
                .toList();
        if (all.stream().mapToInt(List::size).distinct().count() > 1) {
            return answers;
        }
        return IntStream.range(0, answers.size())
                .filter(i -> all.stream().map(other -> other.get(i)).distinct().count() > 1)
                .mapToObj(answers::get)
                .toList();
    }
}
