package org.dpop4j.server;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.http.Authorization;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;

/**
 * A resource server as configured: what stays the same from request to request. Made once per application; each request
 * gets a {@link DPoPExchange}.
 *
 * <p><b>Threading:</b> immutable, safe for many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7">RFC 9449 section 7</a>
 */
public final class ResourceServer {
    /** Longest access token that is looked at, in characters; containers cap the whole header section at about this. */
    static final int MAX_TOKEN_CHARS = 65_536;

    private final DPoPSettings settings;
    private final ProofVerifier verifier;
    private final ApplicationFacts application;
    private final ExchangeListener listener;

    private ResourceServer(
            DPoPSettings settings, ProofVerifier verifier, ApplicationFacts application, ExchangeListener listener) {
        this.settings = settings;
        this.verifier = verifier;
        this.application = application;
        this.listener = listener;
    }

    /**
     * For all servers: the rule book with what the application supplies, or else the defaults, {@link HmacNonceProvider#of}
     * and {@link SharedReplayStores#open}.
     *
     * @param listener is told how each request ended
     * @throws InvalidSettingException when the configured crypto provider cannot be used
     */
    public static ResourceServer of(
            DPoPSettings settings,
            DPoPNonceProvider nonceProvider,
            ReplayStore replayStore,
            Clock clock,
            ApplicationFacts application,
            ExchangeListener listener) {
        return new ResourceServer(
                settings,
                new ProofVerifier(settings, nonceProvider, replayStore, clock),
                application,
                new RefusalLog(settings.log(), application.validator(), clock, listener));
    }

    /** What was configured. */
    public DPoPSettings settings() {
        return settings;
    }

    /**
     * Opens the exchange of one request. Cheap: no header field but Authorization is looked at.
     *
     * @param expected what method and path tell of the endpoint
     * @param texts of the path, by which the server or something in it may route the request, neither decoded nor with a query;
     *     asked for only where something is said about paths
     */
    public DPoPExchange open(ResourceRequest request, ExpectedEndpoint expected, Supplier<String[]> texts) {
        Authorization authorization = Authorization.parse(request.authorizationLines(), MAX_TOKEN_CHARS);
        PathPolicies paths = application.paths();
        EndpointPolicy byPath = paths.isEmpty() ? EndpointPolicy.BY_MODE : paths.policyOf(texts.get());
        ExpectedEndpoint endpoint = expected.orByPath(byPath);
        return new DPoPExchange(
                this,
                new CredentialCheck(request, authorization, settings.publicBaseUris()),
                endpoint.policy(),
                byPath,
                endpoint.nonceDemand(settings.nonceMode(), application.demandsNonceSomewhere()));
    }

    /** Why a token is refused that came without a request, so that there is nothing that a proof could be held against. */
    public Optional<Rejection> rejectionWithoutRequest(AuthenticatedToken token) {
        return CredentialCheck.asBearer(token, settings.mode() == DPoPMode.REQUIRED);
    }

    ApplicationFacts application() {
        return application;
    }

    ProofVerifier verifier() {
        return verifier;
    }

    ExchangeListener listener() {
        return listener;
    }
}
