package org.dpop4j.jakarta.servlet;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the configuration of an application says of how its server validates access tokens.
 *
 * @param config of the application
 */
record TokenValidation(Config config, ServerKind server) {
    private static final String AUDIENCES = "mp.jwt.verify.audiences";
    private static final String KEY_LOCATION = "mp.jwt.verify.publickey.location";

    /** The last two are those of SmallRye JWT, which WildFly has. */
    private static final List<String> KEYS = List.of(
            KEY_LOCATION,
            "mp.jwt.verify.publickey",
            "smallrye.jwt.verify.key.location",
            "smallrye.jwt.verify.secretkey");

    /** Who validates them, as operators know it. */
    String validator() {
        return switch (server) {
            case LIBERTY -> "MicroProfile JWT of Open Liberty";
            case WILDFLY -> "MicroProfile JWT of WildFly";
            case OTHER -> "MicroProfile JWT of the server";
        };
    }

    /** The keys by which it would check for whom a token was made, as far as they are not set. */
    List<String> audienceKeysNotSet() {
        return isSet(AUDIENCES) ? List.of() : List.of(AUDIENCES);
    }

    /** What it may lack to validate any token, and what to do about it; empty when it has a key. */
    Optional<String> whatIsMissing() {
        if (KEYS.stream().anyMatch(this::isSet)) {
            return Optional.empty();
        }
        return Optional.of(
                server == ServerKind.LIBERTY
                        ? KEY_LOCATION
                                + " is not set: without jwksUri, keyName or sharedKey in mpJwt of server.xml nobody can"
                                + " validate access tokens"
                        : KEY_LOCATION + " is not set: nobody can validate access tokens. Set it to where the issuer"
                                + " publishes its keys");
    }

    private boolean isSet(String key) {
        return config.getOptionalValue(key, String.class).isPresent();
    }
}
