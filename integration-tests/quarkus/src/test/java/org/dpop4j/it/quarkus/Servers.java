package org.dpop4j.it.quarkus;

import java.net.URI;
import java.util.Map;
import org.dpop4j.contract.Difference;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;

/** The application of this module as the contract sees it. */
final class Servers {
    /** For tokens that have no {@code groups}, so that {@code @RolesAllowed} is out of reach. */
    private static final Map<Place, String> WITHOUT_ROLES =
            Map.of(Place.BY_MODE, "/quarkus/authenticated", Place.OPTIONAL, "/quarkus/authenticated-optional");

    private Servers() {}

    static ServerUnderTest at(URI uri, DPoPMode mode) {
        return ServerUnderTest.at(URI.create("http://" + uri.getRawAuthority()), mode, Issuer.get())
                .named("quarkus")
                .differing(Difference.METHOD_KNOWN_LATE);
    }

    static ServerUnderTest withoutRoles(URI uri, TokenShape shape) {
        return at(uri, DPoPMode.OPTIONAL).shape(shape, WITHOUT_ROLES);
    }
}
