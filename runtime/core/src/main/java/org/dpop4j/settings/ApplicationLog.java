package org.dpop4j.settings;

import java.util.function.Supplier;

/**
 * What operators are told of one application. Each line begins with its name, because many may share the log of a server.
 * Nothing that a client sent is ever in one.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
public final class ApplicationLog {
    private static final System.Logger LOG = System.getLogger("org.dpop4j");

    private final String prefix;

    /** @param application as operators know it: a name, or a context path */
    public ApplicationLog(String application) {
        this.prefix = application + ": ";
    }

    public void info(String sentence) {
        LOG.log(System.Logger.Level.INFO, prefix + sentence);
    }

    public void warn(String sentence) {
        LOG.log(System.Logger.Level.WARNING, prefix + sentence);
    }

    public void warn(String sentence, Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, prefix + sentence, cause);
    }

    /** @param sentence asked for only where somebody wants to read it */
    public void debug(Supplier<String> sentence) {
        LOG.log(System.Logger.Level.DEBUG, () -> prefix + sentence.get());
    }
}
