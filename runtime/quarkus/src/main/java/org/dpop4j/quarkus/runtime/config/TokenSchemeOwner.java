package org.dpop4j.quarkus.runtime.config;

import org.dpop4j.quarkus.runtime.auth.DPoPAuthenticationMechanism;

/** Who validates the access token of a request with the {@code DPoP} scheme. Known when the application is built. */
public enum TokenSchemeOwner {
    /** SmallRye JWT, to which {@link DPoPAuthenticationMechanism} hands the token. */
    MICROPROFILE_JWT,
    /** Quarkus OIDC, whose own mechanism takes the token; what it makes of it is judged like everything else. */
    OIDC
}
