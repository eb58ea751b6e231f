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
    private final List<PublicBaseUri> bases;

    Measure(DPoPSettings settings) {
        this.window = settings.freshness();
        this.bases = settings.publicBaseUris();
    }

    /** Empty where the reason is nothing that can be measured. */
    Optional<Deviation> of(Rejection reason, ParsedProof proof, ProtectedRequest request, Instant now) {
        return switch (reason) {
            case HTU_MISMATCH -> Optional.of(ofTargetUri(proof.claims().htu(), request.targetUris()));
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

    private Deviation ofTargetUri(String htu, List<TargetUri> targetUris) {
        Part part = TargetUri.parse(htu)
                .flatMap(uri -> targetUris.stream()
                        .flatMap(target -> uri.differenceFrom(target).stream())
                        .max(Comparator.naturalOrder()))
                .orElse(Part.FORM);
        return new Deviation.OfTargetUri(part, accepted() + " with the path of the request");
    }

    private String accepted() {
        return bases.isEmpty()
                ? "the scheme and Host of the request"
                : bases.stream().map(PublicBaseUri::toString).collect(Collectors.joining(" or "));
    }
}
