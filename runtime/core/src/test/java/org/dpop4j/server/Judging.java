package org.dpop4j.server;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.jose.Keys;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestProof;
import org.jspecify.annotations.Nullable;

/** A resource server, and a request to it: a bound token, its proof, the DPoP scheme; until a test changes one thing. */
public final class Judging {
    private static final TestIssuer ISSUER = TestIssuer.es256();
    public static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";

    public final Verifying proofs = new Verifying();
    public final String boundToken =
            ISSUER.clock(proofs.clock).microProfile().boundTo(Keys.ES256).serialize();
    public final String unboundToken = ISSUER.clock(proofs.clock).microProfile().serialize();

    /** What the listener was told, in order. */
    public final ToldEvents told = new ToldEvents();

    public List<String> authorization = List.of("DPoP " + boundToken);
    public List<String> proofLines;
    public String method = "GET";
    public String scheme = "https";

    public @Nullable String pseudoAuthority;

    public List<String> hosts = List.of("api.example");
    public String target = "/orders?page=1";

    /** What the server authenticated; null when it found no token, or refused it. */
    public @Nullable AuthenticatedToken token;

    /** What is demanded at paths, whatever serves them. */
    public PathPolicies paths = PathPolicies.NONE;

    private final DPoPMode mode;
    private @Nullable ResourceServer server;
    private UnaryOperator<TestSettings> settings = builder -> builder;

    public Judging(DPoPMode mode) {
        this.mode = mode;
        proofs.token = boundToken;
        proofLines = List.of(proofs.proof().serialize());
        authenticated(boundToken);
    }

    public Judging settings(UnaryOperator<TestSettings> change) {
        settings = change;
        return this;
    }

    /** A good proof for whatever the token in {@link #proofs} is. */
    public TestProof proof() {
        return proofs.proof();
    }

    public Judging authorization(String... lines) {
        authorization = List.of(lines);
        return this;
    }

    public Judging proofs(String... lines) {
        proofLines = List.of(lines);
        return this;
    }

    /** The server's token validation accepted this text. */
    public Judging authenticated(String rawToken) {
        token = AuthenticatedToken.of(rawToken, false, null);
        return this;
    }

    public Judging notAuthenticated() {
        token = null;
        return this;
    }

    public ResourceServer server() {
        if (server == null) {
            server = ResourceServer.of(
                    settings.apply(new TestSettings().mode(mode).cryptoProvider("jdk"))
                            .build(),
                    proofs.nonceProvider,
                    proofs.replayStore,
                    proofs.clock,
                    new ApplicationFacts("the validator", paths, true),
                    told);
        }
        return server;
    }

    public DPoPExchange open() {
        return open(ExpectedEndpoint.BY_MODE);
    }

    private String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public DPoPExchange open(ExpectedEndpoint expected) {
        return server().open(
                        new ResourceRequest(method, scheme, pseudoAuthority, hosts, target, authorization, proofLines),
                        expected,
                        () -> new String[] {path()});
    }

    /**
     * What a server's glue does with an endpoint that needs a caller: look for faults, let the server authenticate, judge.
     *
     * @return the answer; null when the request goes on
     */
    @Nullable
    public Challenge answer() {
        DPoPExchange exchange = open();
        if (exchange.screen().isPresent()) {
            return exchange.challenge();
        }
        if (token == null) {
            return exchange.challengeFor(401).orElseThrow();
        }
        return exchange.admit(new Caller.TokenHolder(token)) instanceof Outcome.Rejected ? exchange.challenge() : null;
    }
}
