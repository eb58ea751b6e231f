package org.dpop4j.quarkus.runtime.rest;

import java.util.Optional;
import org.jboss.resteasy.reactive.common.util.PathSegmentImpl;

/**
 * The path that Quarkus REST matches with its endpoints: below the REST root and without matrix parameters. Where a path
 * has any, Quarkus REST decodes the whole of it first, and takes an encoded slash for a slash.
 */
public final class RestPath {
    private RestPath() {}

    /**
     * Finds the path that will be matched.
     *
     * @param restRoot what the paths of all endpoints begin with; empty or a slash for no such thing
     * @param path the normalised path of the request, not decoded
     * @return empty for what lies outside of the root, which no endpoint's annotation speaks for
     * @throws IllegalArgumentException when the path has an escape that Quarkus REST will fail to decode
     */
    public static Optional<String> of(String restRoot, String path) {
        if (!isBelow(restRoot, path)) {
            return Optional.empty();
        }
        String matched = path.indexOf(';') < 0 ? path : withoutMatrixParameters(path);
        if (isWholeServer(restRoot) || !matched.startsWith(restRoot)) {
            return Optional.of(matched);
        }
        return Optional.of(matched.length() == restRoot.length() ? "/" : matched.substring(restRoot.length()));
    }

    /** Vert.x hands Quarkus REST a request by its path as it was sent, matrix parameters included. */
    private static boolean isBelow(String restRoot, String path) {
        return isWholeServer(restRoot) || path.equals(restRoot) || path.startsWith(restRoot + "/");
    }

    private static boolean isWholeServer(String restRoot) {
        return restRoot.isEmpty() || restRoot.equals("/");
    }

    /** Segment by segment, as the class of Quarkus REST reads them; segments without a character do not count. */
    private static String withoutMatrixParameters(String path) {
        StringBuilder matched = new StringBuilder(path.length());
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                matched.append('/').append(new PathSegmentImpl(segment, true).getPath());
            }
        }
        return path.endsWith("/") ? matched.append('/').toString() : matched.toString();
    }
}
