package org.dpop4j.jakarta;

import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.ResourceRequest;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;

/**
 * The rule book as configured for this application, with the nonce provider and the replay store that the application
 * supplies as beans, or else the defaults. One per web application.
 */
final class DPoPServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private static final Set<Class<? extends Annotation>> SHORT_LIVED =
            Set.of(RequestScoped.class, ConversationScoped.class, SessionScoped.class);

    private final ResourceServer resourceServer;
    private final Optional<DPoPNonceProvider> ownNonceProvider;
    private final Optional<ReplayStore> ownStore;
    /** Ours to close. */
    private final Optional<ReplayStore> madeStore;

    private final DPoPContextBean context;
    private final DPoPEvents events;

    DPoPServer(
            ResourceServer resourceServer,
            Optional<DPoPNonceProvider> ownNonceProvider,
            Optional<ReplayStore> ownStore,
            Optional<ReplayStore> madeStore,
            DPoPContextBean context,
            DPoPEvents events) {
        this.resourceServer = resourceServer;
        this.ownNonceProvider = ownNonceProvider;
        this.ownStore = ownStore;
        this.madeStore = madeStore;
        this.context = context;
        this.events = events;
    }

    /**
     * Finds the beans of the current application.
     *
     * @throws InvalidSettingException when a setting turns out to be unusable here
     * @throws AmbiguousResolutionException when the application has more than one nonce provider or replay store
     * @throws IllegalStateException when one of them does not live long enough
     */
    static DPoPServer start(DPoPSettings settings) {
        CDI<Object> beans = CDI.current();
        Optional<DPoPNonceProvider> ownNonceProvider = beanOf(beans.select(DPoPNonceProvider.class));
        Optional<ReplayStore> ownStore = beanOf(beans.select(ReplayStore.class));
        Clock clock = Clock.systemUTC();
        ReplayStore replayStore = ownStore.orElseGet(() -> SharedReplayStores.open(settings, clock));
        return new DPoPServer(
                ResourceServer.of(
                        settings, ownNonceProvider.orElseGet(() -> HmacNonceProvider.of(settings)), replayStore, clock),
                ownNonceProvider,
                ownStore,
                ownStore.isPresent() ? Optional.empty() : Optional.of(replayStore),
                beans.select(DPoPContextBean.class).get(),
                new DPoPEvents(beans.getBeanManager().getEvent()));
    }

    private static <T> Optional<T> beanOf(Instance<T> beans) {
        if (beans.isUnsatisfied()) {
            return Optional.empty();
        }
        Bean<T> bean = beans.getHandle().getBean();
        if (SHORT_LIVED.contains(bean.getScope())) {
            throw new IllegalStateException("The bean " + bean.getBeanClass().getName() + " is @"
                    + bean.getScope().getSimpleName()
                    + ", and would forget what it has to remember. Make it @ApplicationScoped");
        }
        return Optional.of(beans.get());
    }

    @Override
    public void close() {
        if (madeStore.orElse(null) instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "The replay store cannot be closed", e);
            }
        }
    }

    /** Begins to judge a request. */
    DPoPExchange open(ResourceRequest request, ExpectedEndpoint endpoint, boolean demandsNonceSomewhere) {
        DPoPExchange exchange = resourceServer.open(request);
        exchange.demand(endpoint.policy());
        exchange.foretellNonce(endpoint.nonceDemand(resourceServer.settings().nonceMode(), demandsNonceSomewhere));
        return exchange;
    }

    DPoPEvents events() {
        return events;
    }

    /** Has the application's {@code DPoPContext} speak of this exchange for the rest of the request. */
    void enterContext(DPoPExchange exchange) {
        context.begin(exchange);
    }

    void warn(boolean audienceIsVerified, boolean demandsNonceSomewhere) {
        StartupWarnings.of(
                        resourceServer.settings(),
                        audienceIsVerified,
                        demandsNonceSomewhere,
                        ownNonceProvider.<Class<?>>map(Object::getClass).orElse(null),
                        ownStore.<Class<?>>map(Object::getClass).orElse(null))
                .forEach(warning -> LOG.log(Level.WARNING, warning));
    }
}
