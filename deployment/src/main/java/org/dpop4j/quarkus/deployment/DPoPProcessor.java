package org.dpop4j.quarkus.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BuildTimeConditionBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import io.quarkus.resteasy.reactive.server.deployment.ResteasyReactiveResourceMethodEntriesBuildItem;
import io.quarkus.resteasy.reactive.server.spi.GlobalHandlerCustomizerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.spi.ContainerRequestFilterBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.deployment.FilterBuildItem;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.endpoint.EndpointModel;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.PlacementCheck;
import org.dpop4j.quarkus.runtime.DPoPRecorder;
import org.dpop4j.quarkus.runtime.auth.CallerTokens;
import org.dpop4j.quarkus.runtime.auth.DPoPAuthenticationMechanism;
import org.dpop4j.quarkus.runtime.auth.DPoPContextBean;
import org.dpop4j.quarkus.runtime.auth.DPoPIdentityAugmentor;
import org.dpop4j.quarkus.runtime.auth.DPoPListener;
import org.dpop4j.quarkus.runtime.auth.DPoPMetrics;
import org.dpop4j.quarkus.runtime.auth.DPoPNamedPolicy;
import org.dpop4j.quarkus.runtime.auth.DPoPPathPolicy;
import org.dpop4j.quarkus.runtime.auth.DPoPServer;
import org.dpop4j.quarkus.runtime.auth.MicroProfileJwt;
import org.dpop4j.quarkus.runtime.auth.PresentedTokens;
import org.dpop4j.quarkus.runtime.config.BuildFacts;
import org.dpop4j.quarkus.runtime.config.ConfigurationKeys;
import org.dpop4j.quarkus.runtime.config.DPoPBuildTimeConfig;
import org.dpop4j.quarkus.runtime.config.DPoPProducer;
import org.dpop4j.quarkus.runtime.config.DPoPStartup;
import org.dpop4j.quarkus.runtime.rest.DPoPEndpointCustomizer;
import org.dpop4j.quarkus.runtime.rest.DPoPRequestFilter;
import org.dpop4j.quarkus.runtime.rest.EndpointLookup;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.Setting;
import org.dpop4j.settings.SettingSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

/** Wires the extension into an application. */
class DPoPProcessor {
    private static final String FEATURE = "dpop";
    private static final String KEYS = ConfigurationKeys.ROOT + ".";
    private static final String OIDC = "org.dpop4j.quarkus.runtime.oidc.";
    private static final String GRPC = "org.dpop4j.quarkus.runtime.grpc.GrpcStartup";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** A shared replay store is found as a service, by a native executable as well. */
    @BuildStep
    ServiceProviderBuildItem sharedReplayStores() {
        return ServiceProviderBuildItem.allProvidersFromClassPath(SharedReplayStores.Provider.class.getName());
    }

    @BuildStep
    void refuseClassic(Capabilities capabilities, BuildProducer<ValidationErrorBuildItem> errors) {
        if (capabilities.isPresent(Capability.RESTEASY)) {
            errors.produce(new ValidationErrorBuildItem(new DeploymentException(
                    "quarkus-dpop does not protect RESTEasy Classic endpoints. Replace quarkus-resteasy by quarkus-rest,"
                            + " or remove quarkus-dpop")));
        }
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(
                        DPoPProducer.class,
                        DPoPServer.class,
                        DPoPListener.class,
                        EndpointLookup.class,
                        DPoPMetrics.class,
                        DPoPAuthenticationMechanism.class,
                        PresentedTokens.class,
                        CallerTokens.class,
                        MicroProfileJwt.class,
                        DPoPIdentityAugmentor.class,
                        DPoPContextBean.class,
                        DPoPNamedPolicy.class,
                        DPoPStartup.class)
                .build();
    }

    /** What is fixed at build time is refused by the build. The start-up reads it once more. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void refuseBadPaths(DPoPBuildTimeConfig config) {
        Map<String, String> values = new HashMap<>();
        values.put(KEYS + DPoPSettings.MODE.key(), config.mode().name());
        config.requiredPaths().ifPresent(paths -> put(values, DPoPSettings.REQUIRED_PATHS, paths));
        config.optionalPaths().ifPresent(paths -> put(values, DPoPSettings.OPTIONAL_PATHS, paths));
        try {
            DPoPSettings.read(SettingSource.of(KEYS, values), "application");
        } catch (InvalidSettingException e) {
            throw new ConfigurationException(e.getMessage(), e, Set.of(e.key()));
        }
    }

    private static void put(Map<String, String> values, Setting<?> setting, List<String> items) {
        values.put(KEYS + setting.key(), String.join(",", items));
    }

    @BuildStep
    PolicyResolverBuildItem policies(CombinedIndexBuildItem combinedIndex) {
        return new PolicyResolverBuildItem(new IndexedApplication(combinedIndex.getIndex()));
    }

    /** Whoever validates Bearer tokens validates those of the DPoP scheme. The classes for OIDC need its classes. */
    @BuildStep
    AdditionalBeanBuildItem besideOidc(Capabilities capabilities) {
        boolean isThere = capabilities.isPresent(Capability.OIDC) && isSet("quarkus.oidc.enabled", true);
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(
                        isThere ? List.of(OIDC + "OidcTenants", OIDC + "OidcTokens", OIDC + "OidcStartup") : List.of())
                .build();
    }

    /** The class for gRPC needs its classes. */
    @BuildStep
    AdditionalBeanBuildItem besideGrpc(Capabilities capabilities) {
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(capabilities.isPresent(Capability.GRPC) ? List.of(GRPC) : List.of())
                .build();
    }

    /** A build-time key of another extension. */
    private static boolean isSet(String key, boolean byDefault) {
        return ConfigProvider.getConfig().getOptionalValue(key, Boolean.class).orElse(byDefault);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem facts(DPoPRecorder recorder, PolicyResolverBuildItem policies) {
        return SyntheticBeanBuildItem.configure(BuildFacts.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.facts(policies.resolver().demandsNonceSomewhere(), policies.webSockets()))
                .unremovable()
                .done();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    MetricsFactoryConsumerBuildItem metrics(DPoPRecorder recorder) {
        return new MetricsFactoryConsumerBuildItem(recorder.registerMetrics(), ExecutionTime.RUNTIME_INIT);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    FilterBuildItem openCalls(DPoPRecorder recorder) {
        return new FilterBuildItem(recorder.openCalls(), SecurityHandlerPriorities.CORS + 10);
    }

    /** Quarkus WebSockets Next takes header fields out of the sub-protocol a little before this. */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void reopenUpgrades(DPoPRecorder recorder, Capabilities capabilities, BuildProducer<FilterBuildItem> filters) {
        boolean isPropagated = capabilities.isPresent(Capability.WEBSOCKETS_NEXT)
                && isSet("quarkus.websockets-next.server.propagate-subprotocol-headers", false);
        if (isPropagated) {
            filters.produce(
                    new FilterBuildItem(recorder.reopenUpgrades(), SecurityHandlerPriorities.AUTHENTICATION + 10));
        }
    }

    /** Only where there is anything to enforce, because Quarkus asks about every request. */
    @BuildStep
    AdditionalBeanBuildItem enforcePaths(DPoPBuildTimeConfig config, PolicyResolverBuildItem policies) {
        return AdditionalBeanBuildItem.builder()
                .setUnremovable()
                .addBeanClasses(demandsPaths(config, policies) ? List.of(DPoPPathPolicy.class.getName()) : List.of())
                .build();
    }

    private static boolean demandsPaths(DPoPBuildTimeConfig config, PolicyResolverBuildItem policies) {
        return config.requiredPaths().isPresent()
                || policies.webSockets().values().stream().anyMatch(EndpointPolicy::isRequired);
    }

    @BuildStep
    ContainerRequestFilterBuildItem requestFilter() {
        return new ContainerRequestFilterBuildItem.Builder(DPoPRequestFilter.class.getName())
                .setPriority(Priorities.AUTHENTICATION)
                .setRegisterAsBean(true)
                .build();
    }

    @BuildStep
    MethodScannerBuildItem scanEndpoints(PolicyResolverBuildItem policies) {
        return new MethodScannerBuildItem(new MethodScanner() {
            @Override
            public List<HandlerChainCustomizer> scan(
                    MethodInfo method, ClassInfo actualEndpointClass, Map<String, Object> methodContext) {
                EndpointPolicy policy =
                        policies.resolver().policyOf(policies.application().endpointOf(method, actualEndpointClass));
                return policy == EndpointPolicy.BY_MODE ? List.of() : List.of(DPoPEndpointCustomizer.of(policy));
            }
        });
    }

    @BuildStep
    GlobalHandlerCustomizerBuildItem enforceEndpoints(DPoPBuildTimeConfig config) {
        return new GlobalHandlerCustomizerBuildItem(DPoPEndpointCustomizer.ofAllEndpoints(
                config.mode() == DPoPMode.REQUIRED || config.requiredPaths().isPresent()));
    }

    /** Endpoints are known too late for a validation error, hence an exception. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void refuseMisuse(
            PolicyResolverBuildItem policies,
            Optional<ResteasyReactiveResourceMethodEntriesBuildItem> entries,
            List<BuildTimeConditionBuildItem> conditions) {
        IndexedApplication application = policies.application();
        Stream<EndpointModel> endpoints =
                entries.map(ResteasyReactiveResourceMethodEntriesBuildItem::getEntries).orElse(List.of()).stream()
                        .map(entry -> application.endpointOf(entry.getMethodInfo(), entry.getActualClassInfo()));
        Stream<EndpointModel> leftOut = conditions.stream()
                .filter(condition ->
                        !condition.isEnabled() && condition.getTarget().kind() == Kind.CLASS)
                .flatMap(condition ->
                        wouldBeEndpoints(application, condition.getTarget().asClass()));
        List<String> problems = PlacementCheck.problems(
                application, Stream.concat(endpoints, leftOut).toList());
        if (!problems.isEmpty()) {
            throw new DeploymentException(String.join(System.lineSeparator(), problems));
        }
    }

    /** Of a class that this build leaves out, as by {@code @IfBuildProfile}: its annotations have their effect in others. */
    private static Stream<EndpointModel> wouldBeEndpoints(IndexedApplication application, ClassInfo leftOut) {
        return leftOut.methods().stream().map(method -> application.endpointOf(method, leftOut));
    }

    /** Found by name where it is on the class path; see the {@code crypto.provider} setting. */
    @BuildStep
    ReflectiveClassBuildItem fasterCryptoProvider() {
        return ReflectiveClassBuildItem.builder("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                .fields()
                .build();
    }
}
