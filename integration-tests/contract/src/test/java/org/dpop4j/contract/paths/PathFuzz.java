package org.dpop4j.contract.paths;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.KeptConnection;

/** Sends the same request lines to an application with the demand and to one without it, and remembers what they reach. */
final class PathFuzz implements AutoCloseable {
    private final FuzzedApplication guarded;
    private final FuzzedApplication open;
    private final KeptConnection toGuarded;
    private final KeptConnection toOpen;
    private final Map<String, Set<String>> routed = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long tried;

    PathFuzz(FuzzedApplication guarded, FuzzedApplication open) {
        this.guarded = guarded;
        this.open = open;
        this.toGuarded = new KeptConnection(guarded.root());
        this.toOpen = new KeptConnection(open.root());
    }

    /**
     * Sends one request line.
     *
     * @return to what the application without the demand routes it, if none that was the same led there before
     */
    Optional<String> reachedBy(String line) {
        tried++;
        Answer refusal = toGuarded.exchange(guarded.request(line));
        Marker.in(refusal.body()).ifPresent(target -> findings.add(target + " by " + line));
        Answer answer = toOpen.exchange(open.request(line));
        return Marker.in(answer.body())
                .filter(target ->
                        routed.computeIfAbsent(target, name -> new HashSet<>()).add(line));
    }

    /** The request lines by which something was reached in spite of the demand, and what it is. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** How many request lines were sent. */
    long tried() {
        return tried;
    }

    /** How many different request lines are routed to each target. */
    Map<String, Integer> routed() {
        Map<String, Integer> counts = new TreeMap<>();
        routed.forEach((target, lines) -> counts.put(target, lines.size()));
        return counts;
    }

    @Override
    public void close() {
        toGuarded.close();
        toOpen.close();
    }
}
