package org.dpop4j.it.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.it.server.app.ApplicationBelowApi;
import org.dpop4j.it.server.app.ApplicationWithClasses;
import org.dpop4j.it.server.app.CallerBean;
import org.dpop4j.it.server.app.CallerBeanResource;
import org.dpop4j.it.server.app.EmptyApplication;
import org.dpop4j.it.server.app.Servlets;
import org.dpop4j.it.server.app.TokenResource;

/** The applications that every server gets. */
public final class Wars {
    public static final War OPTIONAL = plain("optional").setting("dpop.mode", "optional");
    public static final War REQUIRED = plain("required").setting("dpop.mode", "required");
    public static final War NONCES = plain("nonces").setting("dpop.nonce.mode", "required");
    public static final War NONCES_REQUIRED =
            plain("nonces-required").setting("dpop.mode", "required").setting("dpop.nonce.mode", "required");

    /** An {@code Application} that names its classes by itself. */
    public static final War CLASSES = War.named("classes", ApplicationWithClasses.class);

    /** An {@code Application} that is not at the root. */
    public static final War PREFIX =
            War.named("prefix", ApplicationBelowApi.class).restBelow("/api");

    /** Tokens come in a cookie. */
    public static final War COOKIE =
            plain("cookie").setting("mp.jwt.token.header", "Cookie").setting("mp.jwt.token.cookie", "access-token");

    /** Servlets, enterprise beans and injected claims. */
    public static final War SERVLETS = plain("servlets")
            .adding(
                    Servlets.Open.class,
                    Servlets.ForRole.class,
                    Servlets.ForAuditor.class,
                    Servlets.ForAnyCaller.class,
                    Servlets.LoggingIn.class)
            .adding(Servlets.class, CallerBean.class, CallerBeanResource.class, TokenResource.class);

    /** Settings that no other application has. */
    public static final War OTHER = plain("other")
            .setting("dpop.algorithms", "ES384,PS384")
            .setting("dpop.public-base-uris", "https://api.example/other");

    /** The application of the guide, as it is packaged. */
    public static final War EXAMPLE = War.built(Path.of(System.getProperty("example.war")));

    private Wars() {}

    private static War plain(String name) {
        return War.named(name, EmptyApplication.class);
    }

    public static List<War> all() {
        return List.of(OPTIONAL, REQUIRED, NONCES, NONCES_REQUIRED, CLASSES, PREFIX, COOKIE, SERVLETS, OTHER);
    }

    /** These, and the example where it was packaged: the phase {@code test} by itself does not get that far. */
    public static List<War> withExample() {
        return Stream.concat(
                        all().stream(),
                        Stream.of(EXAMPLE).filter(war -> Files.exists(war.file().orElseThrow())))
                .toList();
    }
}
