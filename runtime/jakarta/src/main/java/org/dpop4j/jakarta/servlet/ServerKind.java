package org.dpop4j.jakarta.servlet;

import jakarta.servlet.ServletContext;
import java.util.Locale;

/** The servers whose ways have to be known. */
enum ServerKind {
    LIBERTY,
    WILDFLY,
    OTHER;

    static ServerKind of(ServletContext context) {
        String info = String.valueOf(context.getServerInfo()).toLowerCase(Locale.ROOT);
        if (info.contains("liberty") || info.contains("websphere")) {
            return LIBERTY;
        }
        return info.contains("wildfly") || info.contains("undertow") ? WILDFLY : OTHER;
    }
}
