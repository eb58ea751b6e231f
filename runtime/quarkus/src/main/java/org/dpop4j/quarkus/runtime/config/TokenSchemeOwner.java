package org.dpop4j.quarkus.runtime.config;

/** Who validates the access token of a request with the {@code DPoP} scheme. Known when the application is built. */
public enum TokenSchemeOwner {
    /** SmallRye JWT, to which our mechanism hands the token. */
    MICROPROFILE_JWT,
    /** Quarkus OIDC, whose own mechanism takes the token; what it makes of it is decided about like everything else. */
    OIDC
}
