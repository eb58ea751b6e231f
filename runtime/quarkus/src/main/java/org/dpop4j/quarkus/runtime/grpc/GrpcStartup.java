package org.dpop4j.quarkus.runtime.grpc;

import io.grpc.BindableService;
import io.grpc.ServiceDescriptor;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.settings.DPoPSettings;
import org.eclipse.microprofile.config.Config;

/** Refuses to start where {@code required-paths} names gRPC services that it does not reach. */
@Singleton
public class GrpcStartup {
    private static final String SEPARATE = "quarkus.grpc.server.use-separate-server";
    private static final String ROOT = "quarkus.http.root-path";

    private final DPoPSettings settings;
    private final Config config;

    GrpcStartup(DPoPSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    void check(@Observes StartupEvent event, @Any Instance<BindableService> services) {
        Optional<String> advice = advice();
        if (advice.isEmpty()) {
            return;
        }
        PathPolicies paths = PathPolicies.of(settings, "");
        List<String> covered = services.stream()
                .map(service -> service.bindService().getServiceDescriptor())
                .filter(service -> isCovered(service, paths))
                .map(service -> "/" + service.getName() + "/*")
                .sorted()
                .toList();
        if (!covered.isEmpty()) {
            String key = settings.name(DPoPSettings.REQUIRED_PATHS);
            throw new ConfigurationException(
                    key + " covers " + String.join(", ", covered) + ", and has no effect there: " + advice.get()
                            + ". Or leave out what needs no DPoP, if need be by "
                            + settings.name(DPoPSettings.OPTIONAL_PATHS),
                    Set.of(key));
        }
    }

    /** Why paths do not reach gRPC, and what to do; empty where they do. Later versions of Quarkus do not have the first key. */
    private Optional<String> advice() {
        if (config.getOptionalValue(SEPARATE, Boolean.class).orElse(false)) {
            return Optional.of("gRPC has a port of its own. Set " + SEPARATE + "=false");
        }
        String root = config.getOptionalValue(ROOT, String.class).orElse("/");
        return root.equals("/")
                ? Optional.empty()
                : Optional.of("gRPC is not below " + ROOT
                        + ". Name them in quarkus.http.auth.permission, with the policy dpop");
    }

    private static boolean isCovered(ServiceDescriptor service, PathPolicies paths) {
        return service.getMethods().stream()
                .anyMatch(method ->
                        paths.policyOf("/" + method.getFullMethodName()).isRequired());
    }
}
