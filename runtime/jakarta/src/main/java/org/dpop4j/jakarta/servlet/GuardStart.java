package org.dpop4j.jakarta.servlet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/** Starts the guard with the application, so that what is wrong shows then, and refuses one that has no guard. */
@ApplicationScoped
public class GuardStart {
    /** Attribute of the application: why it must not start, where that was found out before. */
    static final String REASON = GuardStart.class.getName() + ".reason";

    /** @throws IllegalStateException when nobody would look at tokens outside of Jakarta REST */
    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        if (!(context.getAttribute(DPoPGuard.ATTRIBUTE) instanceof DPoPGuard guard)) {
            if (context.getAttribute(REASON) instanceof String reason) {
                throw new IllegalStateException(reason);
            }
            throw new IllegalStateException("The servlet filter of dpop4j-jakarta is not installed in "
                    + context.getContextPath()
                    + ". Put dpop4j-jakarta into WEB-INF/lib (not into the lib of an EAR), and let web.xml leave web fragments"
                    + " and their ServletContainerInitializers on: no <absolute-ordering/> without <others/>");
        }
        guard.start();
    }
}
