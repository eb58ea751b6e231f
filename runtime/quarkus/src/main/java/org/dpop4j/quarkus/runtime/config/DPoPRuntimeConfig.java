package org.dpop4j.quarkus.runtime.config;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceMode;

/**
 * What is decided when the application starts. Quarkus checks the types and makes the reference of the guide of it; what
 * the values mean is in the table of {@link DPoPSettings}, which reads them.
 */
@ConfigMapping(prefix = "quarkus.dpop")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface DPoPRuntimeConfig {
    /**
     * The accepted proof algorithms, in the order in which challenges name them.
     *
     * Any of `ES256`, `ES384`, `ES512`, `PS256`, `PS384`, `PS512`, `RS256`, `EdDSA`, `Ed25519`.
     */
    @WithDefault("ES256,ES384,ES512,PS256,PS384,PS512,RS256,EdDSA,Ed25519")
    List<String> algorithms();

    /** The proof's age. */
    Proof proof();

    /** The nonces that proofs need. */
    Nonce nonce();

    /** The replay store. */
    Replay replay();

    /**
     * The URIs under which clients know this API: scheme, authority, and a path prefix where a gateway strips one.
     *
     * They replace the scheme and authority of the request and are put before its path; any of them may match. Without
     * them the request's own authority is believed, which is safe only where no proxy and no attacker chooses it.
     */
    Optional<List<String>> publicBaseUris();

    /** The signature verification. */
    Crypto crypto();

    /**
     * The realm that challenges name.
     *
     * Without it DPoP challenges have none, and Bearer challenges, which need one, say `api`.
     */
    Optional<String> realm();

    /** The proof's age. */
    interface Proof {
        /**
         * How old a proof may be by its `iat`, in whole seconds, at most one hour.
         */
        @WithDefault("60S")
        Duration maxAge();

        /**
         * How far ahead of this server's clock the `iat` of a proof may be, in whole seconds, at most one hour.
         */
        @WithDefault("30S")
        Duration futureSkew();
    }

    /** The nonces that proofs need. */
    interface Nonce {
        /**
         * Whether proofs need a nonce of this server: `disabled`, or `required` for every proof.
         *
         * An endpoint demands one for itself with `@DPoPRequired(nonce = NoncePolicy.REQUIRED)`.
         */
        @WithDefault("disabled")
        NonceMode mode();

        /**
         * How long a nonce is good, in whole seconds, at most one hour.
         *
         * A client gets a newer one with a successful response in the second half of this time.
         */
        @WithDefault("5M")
        Duration lifetime();

        /**
         * The secrets that nonces are made with: at least 32 random bytes each, in base64, the same on all nodes.
         *
         * The first one signs, all of them verify: put a new one last on all nodes, then first, then remove the old one.
         */
        @ConfigDocDefault("one secret per start")
        Optional<List<String>> secrets();
    }

    /** The replay store. */
    interface Replay {
        /**
         * How many used proofs the in-memory store remembers at a time.
         *
         * When it is full of proofs that could still be replayed, further requests are refused with status 503; it never
         * forgets one early. Size it as requests per second times `proof.max-age` plus `proof.future-skew`; with
         * nonces, times `nonce.lifetime` plus half a minute, where that is more.
         */
        @WithDefault("1000000")
        int maxEntries();

        /**
         * How many of them one client key may fill.
         */
        @ConfigDocDefault("an eighth of `replay.max-entries`")
        OptionalInt maxEntriesPerKey();

        /**
         * Separates applications that share one replay store; the same on all nodes of one application.
         */
        @ConfigDocDefault("the application's name")
        Optional<String> namespace();

        /** The replay store that all nodes share. */
        Redis redis();
    }

    /** The replay store that all nodes share. */
    interface Redis {
        /**
         * Where Redis or Valkey is; needs `dpop4j-redis` on the class path. The same on all nodes of one application.
         *
         * `redis://[[user]:password@]host[:port][,host[:port]...][/database]`, with `rediss` for TLS. With Sentinel
         * `redis-sentinel` or `rediss-sentinel`, the sentinels as hosts, and `#` and the name of the master at the end.
         * Of several hosts the first one that answers is asked; name some nodes of a cluster.
         */
        @ConfigDocDefault("the store in memory")
        Optional<String> uri();

        /**
         * How long to wait for a connection, and for a response, at most one minute. Then the request is refused with
         * status 503.
         */
        @WithDefault("1S")
        Duration timeout();
    }

    /** The signature verification. */
    interface Crypto {
        /**
         * Which JCA provider verifies proofs.
         *
         * `auto` takes a faster known provider where one is present and passes a self-test, `jdk` the JVM's own order of
         * providers; anything else is the name of a registered provider.
         */
        @WithDefault("auto")
        String provider();
    }
}
