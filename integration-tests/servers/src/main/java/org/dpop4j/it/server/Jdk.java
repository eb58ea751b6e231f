package org.dpop4j.it.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A JDK that servers can run on. Where JDK 17 and JDK 25 are installed, one half of the servers runs on the JDK of the tests
 * and the other half on the {@linkplain #other() other} one.
 *
 * @param home what {@code JAVA_HOME} is to be
 * @param version the full one, such as {@code 25.0.1}
 */
public record Jdk(Path home, String version) {
    private static final Logger LOG = Logger.getLogger(Jdk.class.getName());

    /** Those that the servers are tested on, in the order in which another one is looked for. */
    private static final List<Integer> TESTED = List.of(25, 17);

    private static final Jdk RUNNING =
            new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    private static final Path TOOLCHAINS = Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml");
    private static final Jdk OTHER = TESTED.stream()
            .filter(feature -> feature != RUNNING.feature())
            .flatMap(feature -> installed(feature, System.getenv(), TOOLCHAINS, RUNNING.home()).stream())
            .findFirst()
            .orElse(RUNNING);

    /** That of the tests. */
    public static Jdk running() {
        return RUNNING;
    }

    /** One that is not that of the tests; or that of the tests, where no other one is installed. */
    public static Jdk other() {
        return OTHER;
    }

    /** Says in the log of the tests what runs on it. */
    public void log(String what) {
        LOG.info(() -> what + " runs on " + this);
    }

    /** The command that starts a JVM. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    int feature() {
        return Runtime.Version.parse(version).feature();
    }

    /**
     * Looks for a JDK.
     *
     * @param environment may name it, by {@code JAVA_HOME_25} or the like
     * @param toolchains Maven's file, which may name it as well; it need not be there
     * @param neighbour a JDK that it may be beside
     */
    static Optional<Jdk> installed(int feature, Map<String, String> environment, Path toolchains, Path neighbour) {
        return Stream.of(named(feature, environment), toolchains(toolchains), neighbours(neighbour))
                .flatMap(List::stream)
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.feature() == feature)
                .findFirst();
    }

    /** Some CI servers add the architecture, as in {@code JAVA_HOME_25_X64}. */
    private static List<Path> named(int feature, Map<String, String> environment) {
        String name = "JAVA_HOME_" + feature;
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> variable.getKey().equals(name)
                                || variable.getKey().startsWith(name + "_"))
                        .map(variable -> Path.of(variable.getValue()))
                        .toList();
    }

    private static List<Path> toolchains(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Document toolchains =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            NodeList homes = toolchains.getElementsByTagName("jdkHome");
            return IntStream.range(0, homes.getLength())
                    .mapToObj(i ->
                            Path.of(((Element) homes.item(i)).getTextContent().strip()))
                    .toList();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            return List.of();
        }
    }

    private static List<Path> neighbours(Path home) {
        List<Path> homes = new ArrayList<>();
        try (Stream<Path> beside = Files.list(home.toRealPath().getParent())) {
            beside.sorted().forEach(homes::add);
        } catch (IOException e) {
            return List.of();
        }
        return homes;
    }

    /** What the file {@code release} of every JDK says. */
    private static Optional<Jdk> at(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        Optional<Jdk> jdk = version.isEmpty() ? Optional.empty() : Optional.of(new Jdk(home, version));
        return jdk.filter(found -> Files.isExecutable(found.java()));
    }

    @Override
    public String toString() {
        return "JDK " + version + " (" + home + ")";
    }
}
