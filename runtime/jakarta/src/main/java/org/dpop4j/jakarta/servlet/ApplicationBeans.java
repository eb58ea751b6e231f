package org.dpop4j.jakarta.servlet;

import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPRejected;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.EventPublisher.Channel;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.server.StartupLine;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * The beans that this application supplies or gets: the nonce provider, the replay store, what it observes and injects. One
 * per web application.
 */
final class ApplicationBeans implements AutoCloseable {
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
     * @param validation how the server validates access tokens
     * @param demandsNonceSomewhere whether any endpoint demands a nonce, whatever the settings say
     * @throws InvalidSettingException when a setting turns out to be unusable here
     * @throws AmbiguousResolutionException when the application has more than one nonce provider or replay store
     * @throws IllegalStateException when one of them does not live long enough
     */
    static ApplicationBeans start(
            DPoPSettings settings, String contextPath, TokenValidation validation, boolean demandsNonceSomewhere) {
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
                new ApplicationFacts(
                        validation.validator(), PathPolicies.of(settings, contextPath), demandsNonceSomewhere),
                publisher(settings, beans.getBeanManager().getEvent()));
        @Nullable Class<?> nonceProviderClass = classOf(ownNonceProvider, beans.select(DPoPNonceProvider.class));
        @Nullable Class<?> storeClass = classOf(ownStore, beans.select(ReplayStore.class));
        settings.log().info(StartupLine.of(resourceServer, nonceProviderClass, storeClass));
        validation.whatIsMissing().ifPresent(settings.log()::warn);
        StartupWarnings.of(
                        settings,
                        validation.audienceKeysNotSet(),
                        demandsNonceSomewhere,
                        nonceProviderClass,
                        storeClass)
                .forEach(settings.log()::warn);
        return new ApplicationBeans(
                resourceServer,
                ownStore.isPresent() ? Optional.empty() : Optional.of(store),
                beans.select(DPoPContextBean.class).get());
    }

    private static EventPublisher publisher(DPoPSettings settings, Event<Object> events) {
        Event<DPoPAccepted> accepted = events.select(DPoPAccepted.class);
        Event<DPoPRejected> rejected = events.select(DPoPRejected.class);
        return new EventPublisher(
                settings.log(),
                new Channel<>(accepted::fire, accepted::fireAsync),
                new Channel<>(rejected::fire, rejected::fireAsync));
    }

    ResourceServer resourceServer() {
        return resourceServer;
    }

    /** Has the application's {@code DPoPContext} speak of this exchange for the rest of the request. */
    void enterContext(DPoPExchange exchange) {
        context.begin(exchange);
    }

    /** As the application wrote it, and not the proxy of it that the container makes. */
    private static @Nullable Class<?> classOf(Optional<?> own, Instance<?> beans) {
        return own.isPresent() ? beans.getHandle().getBean().getBeanClass() : null;
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
                resourceServer.settings().log().warn("The replay store cannot be closed", e);
            }
        }
    }
}
