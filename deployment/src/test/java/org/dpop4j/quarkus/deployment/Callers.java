package org.dpop4j.quarkus.deployment;

import static io.restassured.RestAssured.given;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestProof;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The callers that tests of the extension play, and the applications for which their tokens are valid. */
final class Callers {
    private static final String ISSUER_PROPERTY = Callers.class.getName() + ".issuer";
    static final TestIssuer ISSUER = issuer();
    static final ClientKey KEY = ClientKey.es256();
    static final ClientKey OTHER_KEY = ClientKey.es256();

    /** A client uses its token more than once, and signing a new one each time takes a while. */
    private static final Map<List<String>, String> BOUND = new ConcurrentHashMap<>();

    private static final Map<List<String>, String> UNBOUND = new ConcurrentHashMap<>();

    private Callers() {}

    /** Test classes are loaded once for JUnit and once for Quarkus, and both need the same key. */
    private static synchronized TestIssuer issuer() {
        String pem = System.getProperty(ISSUER_PROPERTY);
        if (pem == null) {
            TestIssuer issuer = TestIssuer.rs256();
            System.setProperty(ISSUER_PROPERTY, issuer.privateKeyPem());
            return issuer;
        }
        return TestIssuer.fromPem(pem);
    }

    /** An application that accepts the tokens of {@link #ISSUER}. */
    static QuarkusUnitTest application(Class<?>... classes) {
        return application(jar -> jar.addClasses(classes));
    }

    /** An application with this content that accepts the tokens of {@link #ISSUER}. */
    static QuarkusUnitTest application(Consumer<JavaArchive> content) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> {
                    content.accept(jar);
                    jar.addClasses(Callers.class, Answers.class, RawHttp.class);
                })
                .overrideConfigKey("quarkus.http.test-port", "0")
                .overrideConfigKey("mp.jwt.verify.publickey", ISSUER.publicKeyPem())
                .overrideConfigKey("mp.jwt.verify.issuer", ISSUER.issuer());
    }

    static String boundToken(String... groups) {
        return BOUND.computeIfAbsent(
                List.of(groups),
                names -> ISSUER.microProfile().boundTo(KEY).groups(groups).serialize());
    }

    static String unboundToken(String... groups) {
        return UNBOUND.computeIfAbsent(
                List.of(groups),
                names -> ISSUER.microProfile().unbound().groups(groups).serialize());
    }

    static RequestSpecification anonymous() {
        return given();
    }

    static RequestSpecification dpop(String... groups) {
        return given().filter(DPoPFilter.of(KEY, boundToken(groups)).withoutNonces());
    }

    /** A bound token in the DPoP scheme with a proof that has this one fault. */
    static RequestSpecification dpopWith(UnaryOperator<TestProof> fault) {
        return given().filter(
                        DPoPFilter.of(KEY, boundToken("user")).withoutNonces().altering(fault));
    }

    static RequestSpecification dpopWithNonce(String nonce, String... groups) {
        return given().filter(
                        DPoPFilter.of(KEY, boundToken(groups)).withoutNonces().altering(proof -> proof.nonce(nonce)));
    }

    static RequestSpecification dpopWithoutProof(String... groups) {
        return given().header("Authorization", "DPoP " + boundToken(groups));
    }

    static RequestSpecification unboundAsDPoP(String... groups) {
        return given().filter(DPoPFilter.of(KEY, unboundToken(groups)).withoutNonces());
    }

    static RequestSpecification bearer(String... groups) {
        return given().auth().oauth2(unboundToken(groups));
    }

    static RequestSpecification boundAsBearer(String... groups) {
        return given().auth().oauth2(boundToken(groups));
    }
}
