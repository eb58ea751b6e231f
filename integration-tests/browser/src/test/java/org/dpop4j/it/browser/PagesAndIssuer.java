package org.dpop4j.it.browser;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Everything around the API: pages on an origin that it trusts, the same on one that it does not, and an issuer. */
abstract class PagesAndIssuer implements QuarkusTestResourceLifecycleManager {
    private final Deque<Runnable> ends = new ArrayDeque<>();

    @Override
    public final Map<String, String> start() {
        Path directory = BrowserIsInstalled.scripts().directory();
        PageServer pages = PageServer.start(directory);
        ends.push(pages::close);
        PageServer foreign = PageServer.start(directory);
        ends.push(foreign::close);
        Map<String, String> settings = new HashMap<>();
        settings.put("pages.origin", pages.origin());
        settings.put("foreign.origin", foreign.origin());
        ends.push(startIssuer(pages.origin(), settings));
        return settings;
    }

    /**
     * @param pagesOrigin where users come from
     * @param settings takes what the API has to know of the issuer, and {@code login.issuer}, which the pages have to
     * @return what ends the issuer
     */
    abstract Runnable startIssuer(String pagesOrigin, Map<String, String> settings);

    @Override
    public final void stop() {
        ends.forEach(Runnable::run);
    }
}
