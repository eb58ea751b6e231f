package org.dpop4j.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.http.PathPattern;
import org.dpop4j.http.PathReadings;
import org.dpop4j.settings.DPoPSettings;

/**
 * What is demanded at paths, whatever serves them: the settings {@code required-paths} and {@code optional-paths}, and where
 * an annotation stands on what has a path but is no endpoint of Jakarta REST.
 *
 * <p>The longest pattern decides. Servers and the routers inside of them disagree about what some paths mean: there the
 * strictest of all meanings decides.
 *
 * <p><b>Threading:</b> immutable, safe for many threads.
 */
public final class PathPolicies {
    /** Nothing is said about any path. */
    public static final PathPolicies NONE = new PathPolicies(List.of());

    /** The one that decides before those that it decides over. */
    private final List<Entry> entries;

    /** @param pattern from the root of the server */
    private record Entry(PathPattern pattern, EndpointPolicy policy) {
        /** The longest first; of two that are equally long, the stricter one. */
        int compare(Entry other) {
            if (pattern.isLongerThan(other.pattern)) {
                return -1;
            }
            return other.pattern.isLongerThan(pattern) ? 1 : policy.compareTo(other.policy);
        }
    }

    private PathPolicies(List<Entry> entries) {
        this.entries = entries.stream().sorted(Entry::compare).toList();
    }

    /**
     * What the settings say.
     *
     * @param root the path of the application, to which the settings are relative; empty or a slash for the whole server
     */
    public static PathPolicies of(DPoPSettings settings, String root) {
        return NONE.with(settings.requiredPaths(), EndpointPolicy.REQUIRED, root)
                .with(settings.optionalPaths(), EndpointPolicy.OPTIONAL, root);
    }

    /** Says as well what is demanded at some paths, relative to the root. */
    public PathPolicies with(List<PathPattern> patterns, EndpointPolicy policy, String root) {
        return new PathPolicies(Stream.concat(
                        entries.stream(), patterns.stream().map(pattern -> new Entry(pattern.below(root), policy)))
                .toList());
    }

    /** Whether nothing is said about any path, so that nobody has to look at one. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether DPoP is demanded at any path. */
    public boolean demandSomewhere() {
        return entries.stream().anyMatch(entry -> entry.policy().isRequired());
    }

    /**
     * What is demanded at a path, whichever of these texts of it somebody routes by.
     *
     * @param texts of one path, neither decoded nor with a query
     * @return the strictest of all that they can be read as; {@link EndpointPolicy#BY_MODE} where nothing is said
     */
    public EndpointPolicy policyOf(String... texts) {
        if (entries.isEmpty()) {
            return EndpointPolicy.BY_MODE;
        }
        return Arrays.stream(texts)
                .distinct()
                .map(this::policyOfText)
                .min(EndpointPolicy::compareTo)
                .orElseGet(this::policyOfUnknown);
    }

    private EndpointPolicy policyOfText(String text) {
        return PathReadings.of(text)
                .map(readings -> readings.stream()
                        .map(this::policyOfReading)
                        .min(EndpointPolicy::compareTo)
                        .orElseThrow())
                .orElseGet(this::policyOfUnknown);
    }

    private EndpointPolicy policyOfReading(String path) {
        return entries.stream()
                .filter(entry -> entry.pattern().matches(path))
                .findFirst()
                .map(Entry::policy)
                .orElse(EndpointPolicy.BY_MODE);
    }

    /** It may be any path. */
    private EndpointPolicy policyOfUnknown() {
        return demandSomewhere() ? EndpointPolicy.REQUIRED : EndpointPolicy.BY_MODE;
    }
}
