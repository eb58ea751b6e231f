package org.dpop4j.it.browser;

import java.util.Map;

/** Users log in at an issuer in this process. */
public class PagesAndDevelopmentIssuer extends PagesAndIssuer {
    @Override
    Runnable startIssuer(String pagesOrigin, Map<String, String> settings) {
        DevelopmentIssuer issuer = DevelopmentIssuer.start(pagesOrigin);
        settings.put("login.issuer", issuer.uri());
        settings.put("tokens.issuer", issuer.uri() + "/");
        settings.put("tokens.keys", issuer.uri() + "/.well-known/jwks.json");
        return issuer::close;
    }
}
