package org.dpop4j.proof;

import org.dpop4j.http.TargetUri.Part;

/**
 * By how much a proof has missed what it was held against, for operators. Our side of it: nothing that the client sent, but
 * how far it is away.
 *
 * <p>{@link Object#toString()} is a phrase for a log.
 */
public sealed interface Deviation {
    /**
     * A time of the proof against the clock of this server.
     *
     * @param claim {@code iat}, {@code exp} or {@code nbf}
     * @param seconds that it is behind this server's clock; negative when it is ahead
     * @param limit how many seconds behind, or ahead, are the limit; {@code exp} has to be less far behind
     */
    record OfClock(String claim, long seconds, long limit) implements Deviation {
        /** How far the client's clock is off, as far as the proof tells; 0 where its time is not that of its making. */
        public long clockDifference() {
            return claim.equals("iat") ? seconds : 0;
        }

        @Override
        public String toString() {
            return "its " + claim + " is " + Math.abs(seconds) + " seconds " + (seconds < 0 ? "ahead of" : "behind")
                    + " our clock, and the limit is " + limit;
        }
    }

    /**
     * {@code htu} against the URIs under which the client may know the resource.
     *
     * @param part the first that differs from the one that comes closest
     * @param accepted what would have been accepted, in words
     */
    record OfTargetUri(Part part, String accepted) implements Deviation {
        @Override
        public String toString() {
            return "its htu has another " + part.phrase() + "; accepted is " + accepted;
        }
    }
}
