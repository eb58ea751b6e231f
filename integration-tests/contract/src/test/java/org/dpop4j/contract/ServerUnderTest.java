package org.dpop4j.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;

/**
 * A running server and how it was configured.
 *
 * <p>Expected of every one: the endpoints of {@code org.dpop4j.contract.app} below {@code baseUri}; the issuer's key, the
 * {@link TokenShape#issuer} and the audience {@link TestToken#AUDIENCE} for its token validation; CORS on for
 * {@link #ORIGIN}; the secrets and the replay namespace of {@link NonceSetup#of}, also where nonces are off, because single
 * endpoints demand them all the same; everything else of the library at its default.
 *
 * @param name of the server, such as {@code quarkus}; empty when nobody wants to know what it answered
 * @param variant tells apart configurations that are otherwise alike; empty for the usual one
 * @param baseUri scheme, loopback host and port, optionally a context path; no slash at the end
 * @param mode the configured mode
 * @param nonces what is configured about nonces
 * @param issuer signs the tokens
 * @param shape of the tokens
 * @param paths endpoints for places that are not where they usually are, such as for tokens without {@code groups}
 * @param differences what this server does in its own way
 */
public record ServerUnderTest(
        String name,
        String variant,
        URI baseUri,
        DPoPMode mode,
        NonceSetup nonces,
        TestIssuer issuer,
        TokenShape shape,
        Map<Place, String> paths,
        Set<Difference> differences) {
    /** The one origin that the server lets in from browsers. */
    public static final String ORIGIN = "https://app.example";

    /** A server that behaves as the specification says, nonces off, with tokens as MicroProfile JWT has them. */
    public static ServerUnderTest at(URI baseUri, DPoPMode mode, TestIssuer issuer) {
        NonceSetup nonces = NonceSetup.of(NonceMode.DISABLED);
        return new ServerUnderTest("", "", baseUri, mode, nonces, issuer, TokenShape.MICROPROFILE, Map.of(), Set.of());
    }

    /** The same server, whose answers are recorded under this name. */
    public ServerUnderTest named(String server) {
        return new ServerUnderTest(server, variant, baseUri, mode, nonces, issuer, shape, paths, differences);
    }

    /** The same server in a configuration that {@link #configuration} would not tell from another one. */
    public ServerUnderTest variant(String other) {
        return new ServerUnderTest(name, other, baseUri, mode, nonces, issuer, shape, paths, differences);
    }

    /** The same server with nonces required. */
    public ServerUnderTest demandingNonces() {
        NonceSetup required = NonceSetup.of(NonceMode.REQUIRED);
        return new ServerUnderTest(name, variant, baseUri, mode, required, issuer, shape, paths, differences);
    }

    /** The same server fed with tokens of another shape. */
    public ServerUnderTest shape(TokenShape other, Map<Place, String> elsewhere) {
        return new ServerUnderTest(name, variant, baseUri, mode, nonces, issuer, other, elsewhere, differences);
    }

    /** The same server with named differences. */
    public ServerUnderTest differing(Difference... named) {
        return new ServerUnderTest(name, variant, baseUri, mode, nonces, issuer, shape, paths, Set.of(named));
    }

    /** Whether this server is allowed to answer otherwise than others here. */
    public boolean differs(Difference difference) {
        boolean differs = differences.contains(difference);
        if (differs) {
            ContractRecorder.because(difference);
        }
        return differs;
    }

    /** Mode, nonces, tokens and variant in short, such as {@code optional} or {@code required-nonces}. */
    public String configuration() {
        List<String> parts = new ArrayList<>(List.of(mode.name().toLowerCase(Locale.ROOT)));
        if (nonces.areDemandedEverywhere()) {
            parts.add("nonces");
        }
        if (shape != TokenShape.MICROPROFILE) {
            parts.add(shape.name().toLowerCase(Locale.ROOT));
        }
        if (!variant.isEmpty()) {
            parts.add(variant);
        }
        return String.join("-", parts);
    }

    /** A valid, unbound token. */
    public TestToken token() {
        return shape.token(issuer);
    }

    public String path(Place place) {
        return paths.getOrDefault(place, place.path());
    }

    public boolean demandsDPoP(Place place) {
        return place.demandsDPoP(mode);
    }

    /** The absolute URI of a path, as a client that knows no normalisation puts it into {@code htu}. */
    public String uri(String path) {
        return baseUri + path;
    }

    /** A request without any credentials. */
    public Request request(String method, String path) {
        return Request.to(this, method, baseUri.getRawPath() + path);
    }

    public Request get(String path) {
        return request("GET", path);
    }

    public Request get(Place place) {
        return get(path(place));
    }
}
