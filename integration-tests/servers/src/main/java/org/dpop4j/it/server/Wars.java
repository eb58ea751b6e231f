package org.dpop4j.it.server;

import jakarta.ws.rs.container.DynamicFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dpop4j.it.server.app.ApplicationBelowApi;
import org.dpop4j.it.server.app.ApplicationWithClasses;
import org.dpop4j.it.server.app.ApplicationWithoutServices;
import org.dpop4j.it.server.app.CallerBean;
import org.dpop4j.it.server.app.CallerBeanResource;
import org.dpop4j.it.server.app.EmptyApplication;
import org.dpop4j.it.server.app.FuzzedResource;
import org.dpop4j.it.server.app.FuzzedServlets;
import org.dpop4j.it.server.app.IdleFeature;
import org.dpop4j.it.server.app.NamingServlet;
import org.dpop4j.it.server.app.PathServlets;
import org.dpop4j.it.server.app.RivalFeature;
import org.dpop4j.it.server.app.SeenEvents;
import org.dpop4j.it.server.app.Servlets;
import org.dpop4j.it.server.app.TokenResource;
import org.dpop4j.it.server.app.UndeclaredResource;

/** The applications that every server gets. */
public final class Wars {
    public static final War OPTIONAL = plain("optional").setting("dpop.mode", "optional");
    public static final War REQUIRED = plain("required").setting("dpop.mode", "required");
    public static final War NONCES = plain("nonces").setting("dpop.nonce.mode", "required");
    public static final War NONCES_REQUIRED =
            plain("nonces-required").setting("dpop.mode", "required").setting("dpop.nonce.mode", "required");

    /** An {@code Application} that names its classes by itself, beside a feature that is found like those of the library. */
    public static final War CLASSES = War.named("classes", ApplicationWithClasses.class)
            .providing(DynamicFeature.class, IdleFeature.class)
            .asVariant();

    /** An {@code Application} that is not at the root. */
    public static final War PREFIX =
            War.named("prefix", ApplicationBelowApi.class).restBelow("/api").asVariant();

    /**
     * No {@code Application}: {@code web.xml} maps the one of Jakarta REST, which on Open Liberty has to be declared. Its
     * provider is named as only RESTEasy understands it.
     */
    public static final War MAPPED = mapped("mapped", """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <context-param>
                <param-name>resteasy.providers</param-name>
                <param-value>org.dpop4j.it.server.app.CorsFilter</param-value>
              </context-param>
              <servlet-mapping>
                <servlet-name>jakarta.ws.rs.core.Application</servlet-name>
                <url-pattern>/*</url-pattern>
              </servlet-mapping>
            </web-app>
            """);

    /** The same with a servlet that is declared and below the root, where every caller needs DPoP. */
    public static final War DECLARED = mapped("declared", """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>jakarta.ws.rs.core.Application</servlet-name>
              </servlet>
              <servlet-mapping>
                <servlet-name>jakarta.ws.rs.core.Application</servlet-name>
                <url-pattern>/api/*</url-pattern>
              </servlet-mapping>
            </web-app>
            """).restBelow("/api").setting("dpop.mode", "required");

    /** A second {@code Application} that keeps filters from being loaded. */
    public static final War WITHOUT_SERVICES =
            plain("without-services").adding(ApplicationWithoutServices.class).serving("file.txt", "caller=\n");

    /** A feature that takes the place of the library's. */
    public static final War RIVAL = plain("rival").providing(DynamicFeature.class, RivalFeature.class);

    /** Tokens come in a cookie. */
    public static final War COOKIE =
            plain("cookie").setting("mp.jwt.token.header", "Cookie").setting("mp.jwt.token.cookie", "access-token");

    /** Servlets, a file, enterprise beans and injected claims. */
    public static final War SERVLETS = servlets("servlets");

    /** The same where every caller needs DPoP and a nonce. */
    public static final War SERVLETS_REQUIRED =
            servlets("servlets-required").setting("dpop.mode", "required").setting("dpop.nonce.mode", "required");

    /** Error pages of its own for 401 and 403. */
    public static final War ERROR_PAGES = servlets("error-pages").describedBy("""
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page>
                <error-code>401</error-code>
                <location>/servlet/error</location>
              </error-page>
              <error-page>
                <error-code>403</error-code>
                <location>/servlet/error</location>
              </error-page>
            </web-app>
            """);

    /** Paths that demand DPoP, and some that do not. */
    public static final War PATHS = paths("paths");

    /** The same where the others demand DPoP as well. */
    public static final War PATHS_REQUIRED = paths("paths-required").setting("dpop.mode", "required");

    /** It tells which events it has seen. */
    public static final War EVENTS = plain("events").adding(SeenEvents.class);

    /** Paths that demand DPoP, below a context path that is not in ASCII. */
    static final War FUZZED = fuzzed("fuzzed", "/caf\u00e91")
            .setting("dpop.required-paths", "/secret,/private/*,/forms/*,/api/vault/*,/files/*,/welcome/index.html")
            .setting("dpop.optional-paths", "/private/open/*");

    /** The same where nothing is demanded. */
    static final War FUZZED_OPEN = fuzzed("fuzzed-open", "/caf\u00e92");

    /** Settings that no other application has. */
    public static final War OTHER = plain("other")
            .setting("dpop.algorithms", "ES384,PS384")
            .setting("dpop.public-base-uris", "https://api.example");

    /** Jakarta REST leaves room for files. */
    static War servlets(String name) {
        return War.named(name, ApplicationBelowApi.class)
                .adding(
                        NamingServlet.class,
                        Servlets.class,
                        CallerBean.class,
                        CallerBeanResource.class,
                        TokenResource.class)
                .serving("file.txt", "caller=\n");
    }

    private static War paths(String name) {
        return servlets(name)
                .adding(PathServlets.class)
                .serving("secret/file.txt", "caller=\n")
                .serving("tree/open/file.txt", "caller=\n")
                .setting("dpop.required-paths", "/tree/*,/exact,/secret/*,/socket,/api/contract/*")
                .setting("dpop.optional-paths", "/tree/open/*,/file.txt");
    }

    private static War fuzzed(String name, String contextPath) {
        return War.named(name, ApplicationBelowApi.class)
                .adding(FuzzedResource.class)
                .adding(FuzzedServlets.class)
                .serving("files/secret.txt", "<<reached file>>\n")
                .serving("welcome/index.html", "<<reached welcome>>\n")
                .rootedAt(contextPath);
    }

    /** The application of the guide, as it is packaged. */
    public static final War EXAMPLE = War.built(Path.of(System.getProperty("example.war")));

    private Wars() {}

    private static War mapped(String name, String descriptor) {
        return War.withoutApplication(name)
                .describedBy(descriptor)
                .adding(UndeclaredResource.class, UndeclaredResource.OfClass.class, UndeclaredResource.OfMethods.class)
                .asVariant();
    }

    private static War plain(String name) {
        return War.named(name, EmptyApplication.class);
    }

    /** Those whose endpoints are where the contract looks for them. */
    static List<War> ofTheContract() {
        return List.of(OPTIONAL, REQUIRED, NONCES, NONCES_REQUIRED, CLASSES, PREFIX, DECLARED, COOKIE, OTHER);
    }

    public static List<War> all() {
        return Stream.concat(
                        ofTheContract().stream(),
                        Stream.of(
                                SERVLETS,
                                SERVLETS_REQUIRED,
                                PATHS,
                                PATHS_REQUIRED,
                                FUZZED,
                                FUZZED_OPEN,
                                ERROR_PAGES,
                                EVENTS,
                                WITHOUT_SERVICES,
                                RIVAL))
                .toList();
    }

    /** Those, and what only WildFly deploys. */
    public static List<War> ofWildFly() {
        return Stream.concat(all().stream(), Stream.of(MAPPED)).toList();
    }

    /** These, and the example where it was packaged: the phase {@code test} by itself does not get that far. */
    public static List<War> withExample(List<War> wars) {
        return Stream.concat(
                        wars.stream(),
                        Stream.of(EXAMPLE).filter(war -> Files.exists(war.file().orElseThrow())))
                .toList();
    }
}
