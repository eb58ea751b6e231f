package org.dpop4j.jakarta.servlet;

import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPRejected;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.EventPublisher.Channel;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;

/**
 * The beans that this application supplies or gets: the nonce provider, the replay store, what it observes and injects. One
 * per web application.
 */
final class ApplicationBeans implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private static final Set<Class<? extends Annotation>> SHORT_LIVED =
            Set.of(RequestScoped.class, ConversationScoped.class, SessionScoped.class);

    private final ResourceServer resourceServer;
    /** Ours to close. */
    private final Optional<ReplayStore> madeStore;

    private final DPoPContextBean context;

    private ApplicationBeans(ResourceServer resourceServer, Optional<ReplayStore> madeStore, DPoPContextBean context) {
        this.resourceServer = resourceServer;
        this.madeStore = madeStore;
        this.context = context;
    }

    /**
     * Finds the beans of the current application, and warns of what is weak.
     *
     * @param contextPath what the paths of the application begin with
     * @param audienceIsVerified whether the server checks for whom an access token was made
     * @param demandsNonceSomewhere whether any endpoint demands a nonce, whatever the settings say
     * @throws InvalidSettingException when a setting turns out to be unusable here
     * @throws AmbiguousResolutionException when the application has more than one nonce provider or replay store
     * @throws IllegalStateException when one of them does not live long enough
     */
    static ApplicationBeans start(
            DPoPSettings settings, String contextPath, boolean audienceIsVerified, boolean demandsNonceSomewhere) {
        CDI<Object> beans = CDI.current();
        Clock clock = Clock.systemUTC();
        Optional<DPoPNonceProvider> ownNonceProvider = beanOf(beans.select(DPoPNonceProvider.class));
        Optional<ReplayStore> ownStore = beanOf(beans.select(ReplayStore.class));
        ReplayStore store = ownStore.orElseGet(() -> SharedReplayStores.open(settings, clock));
        ResourceServer resourceServer = ResourceServer.of(
                settings,
                ownNonceProvider.orElseGet(() -> HmacNonceProvider.of(settings)),
                store,
                clock,
                PathPolicies.of(settings, contextPath),
                demandsNonceSomewhere,
                publisher(beans.getBeanManager().getEvent()));
        StartupWarnings.of(
                        settings,
                        audienceIsVerified ? List.of() : List.of("mp.jwt.verify.audiences"),
                        demandsNonceSomewhere,
                        ownNonceProvider.<Class<?>>map(Object::getClass).orElse(null),
                        ownStore.<Class<?>>map(Object::getClass).orElse(null))
                .forEach(warning -> LOG.log(Level.WARNING, warning));
        return new ApplicationBeans(
                resourceServer,
                ownStore.isPresent() ? Optional.empty() : Optional.of(store),
                beans.select(DPoPContextBean.class).get());
    }

    private static EventPublisher publisher(Event<Object> events) {
        Event<DPoPAccepted> accepted = events.select(DPoPAccepted.class);
        Event<DPoPRejected> rejected = events.select(DPoPRejected.class);
        return new EventPublisher(
                new Channel<>(accepted::fire, accepted::fireAsync), new Channel<>(rejected::fire, rejected::fireAsync));
    }

    ResourceServer resourceServer() {
        return resourceServer;
    }

    /** Has the application's {@code DPoPContext} speak of this exchange for the rest of the request. */
    void enterContext(DPoPExchange exchange) {
        context.begin(exchange);
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
}
