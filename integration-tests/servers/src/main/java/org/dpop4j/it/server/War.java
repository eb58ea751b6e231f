package org.dpop4j.it.server;

import jakarta.ws.rs.core.Application;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dpop4j.DPoPRequired;
import org.dpop4j.contract.NonceSetup;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.contract.app.CallerResource;
import org.dpop4j.jakarta.rest.DPoPFeature;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.NullMarked;

/**
 * One application: the endpoints of the contract, a Jakarta REST {@code Application}, settings, and what is added. By default
 * its name is its context root. Immutable.
 */
public final class War {
    private final String name;
    private final String contextPath;
    private final String pathOfRest;
    private final String variant;
    private final Map<String, String> settings;
    private final List<Consumer<WebArchive>> contents;
    private final Optional<Path> file;

    private War(
            String name,
            String contextPath,
            String pathOfRest,
            String variant,
            Map<String, String> settings,
            List<Consumer<WebArchive>> contents) {
        this.name = name;
        this.contextPath = contextPath;
        this.pathOfRest = pathOfRest;
        this.variant = variant;
        this.settings = Map.copyOf(settings);
        this.contents = List.copyOf(contents);
        this.file = Optional.empty();
    }

    private War(Path file) {
        this.name = file.getFileName().toString().replaceFirst("\\.war$", "");
        this.contextPath = "/" + name;
        this.pathOfRest = "";
        this.variant = "";
        this.settings = Map.of();
        this.contents = List.of();
        this.file = Optional.of(file);
    }

    /** One that somebody else has built, deployed as it is; nothing is added to it. */
    static War built(Path file) {
        return new War(file);
    }

    /** What every server under test has; the rest of the settings at their defaults. */
    public static War named(String name, Class<? extends Application> application) {
        return withoutApplication(name).adding(application);
    }

    /** The same without a class for the {@code Application}: the descriptor says where Jakarta REST is. */
    static War withoutApplication(String name) {
        NonceSetup nonces = NonceSetup.of(NonceMode.DISABLED);
        Map<String, String> settings = Map.of(
                "mp.jwt.verify.publickey", Issuer.get().publicKeyPem(),
                "mp.jwt.verify.issuer", TokenShape.MICROPROFILE.issuer(Issuer.get()),
                "mp.jwt.verify.audiences", TestToken.AUDIENCE,
                "dpop.nonce.secrets", String.join(",", nonces.secrets()),
                "dpop.replay.namespace", nonces.audience());
        return new War(name, "/" + name, "", "", settings, List.of());
    }

    public War setting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new War(name, contextPath, pathOfRest, variant, more, contents);
    }

    public War adding(Class<?>... classes) {
        return with(war -> war.addClasses(classes));
    }

    /** With the jars that these classes come from. */
    public War withLibrariesOf(Class<?>... classes) {
        return with(war -> {
            for (Class<?> type : classes) {
                addLibrary(war, type);
            }
        });
    }

    /** With a service that is there whatever classes the {@code Application} names. */
    <S> War providing(Class<S> service, Class<? extends S> provider) {
        return with(war -> war.addClass(provider)
                .addAsResource(new StringAsset(provider.getName()), "META-INF/services/" + service.getName()));
    }

    /** A file that is served as it is. */
    War serving(String path, String text) {
        return with(war -> war.addAsWebResource(new StringAsset(text), path));
    }

    /** With a {@code web.xml}. */
    War describedBy(String descriptor) {
        return with(war -> war.setWebXML(new StringAsset(descriptor)));
    }

    /**
     * With a context path that is not its name.
     *
     * @param path not escaped
     */
    War rootedAt(String path) {
        String inXml = path.chars()
                .mapToObj(c -> c < 0x80 ? String.valueOf((char) c) : "&#" + c + ";")
                .collect(Collectors.joining());
        String jboss = "<jboss-web><context-root>" + inXml + "</context-root></jboss-web>";
        String ibm = "<web-ext xmlns=\"http://websphere.ibm.com/xml/ns/javaee\" version=\"1.0\"><context-root uri=\""
                + inXml + "\"/></web-ext>";
        War described = with(war -> war.addAsWebInfResource(new StringAsset(jboss), "jboss-web.xml")
                .addAsWebInfResource(new StringAsset(ibm), "ibm-web-ext.xml"));
        return new War(name, path, pathOfRest, variant, settings, described.contents);
    }

    private War with(Consumer<WebArchive> content) {
        List<Consumer<WebArchive>> more = new ArrayList<>(contents);
        more.add(content);
        return new War(name, contextPath, pathOfRest, variant, settings, more);
    }

    /** The {@code Application} is not at the root of the WAR, but here. */
    War restBelow(String path) {
        return new War(name, contextPath, path, variant, settings, contents);
    }

    /** A configuration that mode and nonces do not tell from another one is known by its name. */
    War asVariant() {
        return new War(name, contextPath, pathOfRest, name, settings, contents);
    }

    public String name() {
        return name;
    }

    /** The context path, as request targets have it. */
    public String path() {
        return URI.create(contextPath).toASCIIString();
    }

    /** Where it is, when somebody else has built it. */
    public Optional<Path> file() {
        return file;
    }

    /** How the contract sees it. */
    ServerUnderTest at(URI root, TestIssuer issuer) {
        DPoPMode mode = "required".equals(settings.get("dpop.mode")) ? DPoPMode.REQUIRED : DPoPMode.OPTIONAL;
        ServerUnderTest server =
                ServerUnderTest.at(URI.create(root + pathOfRest), mode, issuer).variant(variant);
        return "required".equals(settings.get("dpop.nonce.mode")) ? server.demandingNonces() : server;
    }

    WebArchive archive() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
        for (Class<?> type : List.of(
                DPoPFeature.class,
                DPoPRequired.class,
                CallerResource.class,
                org.jose4j.jws.JsonWebSignature.class,
                org.slf4j.Logger.class,
                NullMarked.class)) {
            addLibrary(war, type);
        }
        contents.forEach(content -> content.accept(war));
        war.addAsResource(new StringAsset(properties()), "META-INF/microprofile-config.properties");
        return war;
    }

    /** Where the class comes from: a jar, or the directory that the compiler wrote it to. */
    private static void addLibrary(WebArchive war, Class<?> type) {
        File source = source(type);
        if (source.isFile()) {
            war.addAsLibrary(source);
        } else {
            String jar = type.getPackageName() + ".jar";
            war.addAsLibrary(ShrinkWrap.create(JavaArchive.class, jar)
                    .as(ExplodedImporter.class)
                    .importDirectory(source)
                    .as(JavaArchive.class));
        }
    }

    private static File source(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file: " + type, e);
        }
    }

    private String properties() {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter out = new StringWriter();
        try {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
