package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.dpop4j.jose.Keys;

/** What operators get to read. */
public final class Reports {
    private Reports() {}

    /** The levels of all reports while a test runs. */
    public static List<Level> of(Runnable test) {
        return collect(test).stream().map(LogRecord::getLevel).toList();
    }

    /** The messages from WARNING on, while a test runs. */
    public static List<String> warnings(Runnable test) {
        return collect(test).stream()
                .filter(report -> report.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    /** The messages from this level on, while a test runs. */
    public static List<String> from(Level level, Runnable test) {
        Logger logger = Logger.getLogger("org.dpop4j");
        Level before = logger.getLevel();
        logger.setLevel(level);
        try {
            return collect(test).stream().map(LogRecord::getMessage).toList();
        } finally {
            logger.setLevel(before);
        }
    }

    private static List<LogRecord> collect(Runnable test) {
        List<LogRecord> reports = new ArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord report) {
                reports.add(report);
                assertFalse(report.getMessage().contains(Keys.ES256.jkt()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.dpop4j");
        boolean useParents = logger.getUseParentHandlers();
        logger.setUseParentHandlers(false);
        logger.addHandler(collector);
        try {
            test.run();
        } finally {
            logger.removeHandler(collector);
            logger.setUseParentHandlers(useParents);
        }
        return reports;
    }
}
