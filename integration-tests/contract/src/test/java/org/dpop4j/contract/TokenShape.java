package org.dpop4j.contract;

import java.util.function.Function;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;

/** Whose access tokens the server gets, and what it is to make of the caller. */
public enum TokenShape {
    /** All claims that MicroProfile JWT names. */
    MICROPROFILE(TestIssuer::microProfile, "alice@example.com"),
    /** {@code typ: JWT}, and {@code kc-jkt-type} beside {@code jkt}. */
    KEYCLOAK(TestIssuer::keycloak, "alice"),
    /** Issuer with a trailing slash; neither {@code upn} nor {@code groups}. */
    AUTH0(TestIssuer::auth0, "auth0|65f1c0ffee"),
    /** Scopes as an array; neither {@code upn} nor {@code groups}. */
    OKTA(TestIssuer::okta, "alice@example.com"),
    /** Readable at the introspection endpoint only. */
    OPAQUE(issuer -> issuer.microProfile().opaque(), "alice@example.com");

    private final Function<TestIssuer, TestToken> token;
    private final String caller;

    TokenShape(Function<TestIssuer, TestToken> token, String caller) {
        this.token = token;
        this.caller = caller;
    }

    /** A valid, unbound token. */
    public TestToken token(TestIssuer issuer) {
        return token.apply(issuer);
    }

    /** The name of the principal. */
    public String caller() {
        return caller;
    }

    /** What the server has to expect as {@code iss}. */
    public String issuer(TestIssuer issuer) {
        return this == AUTH0 ? issuer.issuer() + "/" : issuer.issuer();
    }
}
