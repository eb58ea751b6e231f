package org.dpop4j.quarkus.deployment;

/** Looks into failed builds and start-ups, whose exceptions come from other class loaders. */
final class Causes {
    private Causes() {}

    /** The message of the innermost cause of this kind; fails with the whole failure when there is none. */
    static String message(Throwable failure, String simpleName) {
        String message = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals(simpleName)) {
                message = cause.getMessage();
            }
        }
        if (message == null) {
            throw new AssertionError("no " + simpleName, failure);
        }
        return message;
    }
}
