package org.dpop4j.proof;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dpop4j.Rejection;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.http.TargetUri;
import org.dpop4j.http.TargetUri.Part;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.FreshnessWindow;

/** Measures by how much a refused proof has missed. Decides nothing. */
final class Measure {
    private final FreshnessWindow window;
    /** The base URIs; empty where there are none. */
    private final String configured;

    private final String basesKey;

    Measure(DPoPSettings settings) {
        this.window = settings.freshness();
        this.configured =
                settings.publicBaseUris().stream().map(PublicBaseUri::toString).collect(Collectors.joining(" or "));
        this.basesKey = settings.name(DPoPSettings.PUBLIC_BASE_URIS);
    }

    /** Empty where the reason is nothing that can be measured. */
    Optional<Deviation> of(Rejection reason, ParsedProof proof, ProtectedRequest request, Instant now) {
        return switch (reason) {
            case HTU_MISMATCH -> ofTargetUri(proof.claims().htu(), request.targetUris());
            case PROOF_EXPIRED, PROOF_NOT_YET_VALID -> ofClock(reason, proof, now.getEpochSecond());
            default -> Optional.empty();
        };
    }

    private Optional<Deviation> ofClock(Rejection reason, ParsedProof proof, long now) {
        ProofClaims claims = proof.claims();
        long skew = window.futureSkew().toSeconds();
        boolean isByIat = proof.date() instanceof ProofDate.ByIat;
        if (isByIat && window.isTooOld(claims.iat(), now)) {
            return Optional.of(new Deviation.OfClock(
                    "iat", now - claims.iat(), window.maxAge().toSeconds()));
        }
        if (isByIat && window.isTooFarAhead(claims.iat(), now)) {
            return Optional.of(new Deviation.OfClock("iat", now - claims.iat(), skew));
        }
        boolean isExpired = reason == Rejection.PROOF_EXPIRED;
        return Optional.ofNullable(isExpired ? claims.exp() : claims.nbf())
                .map(time -> new Deviation.OfClock(isExpired ? "exp" : "nbf", now - time, skew));
    }

    /** Empty where the request itself names no target URI. */
    private Optional<Deviation> ofTargetUri(String htu, List<TargetUri> targetUris) {
        if (targetUris.isEmpty()) {
            return Optional.empty();
        }
        Part part = TargetUri.parse(htu)
                .flatMap(uri -> targetUris.stream()
                        .flatMap(target -> uri.differenceFrom(target).stream())
                        .max(Comparator.naturalOrder()))
                .orElse(Part.FORM);
        return Optional.of(new Deviation.OfTargetUri(part, accepted(targetUris.get(0))));
    }

    private String accepted(TargetUri target) {
        return configured.isEmpty()
                ? (target.isHttps() ? "https" : "http") + " with Host and path of the request, and " + basesKey
                        + " is not set"
                : configured + " with the path of the request";
    }
}
