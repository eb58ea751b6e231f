package org.dpop4j.endpoint;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Endpoints of Quarkus WebSockets Next. What stands on their classes is demanded of the request that opens a connection. */
public final class WebSocketEndpoints {
    private static final String WEB_SOCKET = "io.quarkus.websockets.next.WebSocket";

    private WebSocketEndpoints() {}

    /**
     * What annotations demand of them, by their path templates, such as {@code /chat/{room}}.
     *
     * @return only those that an annotation speaks for
     */
    public static Map<String, EndpointPolicy> policiesIn(ApplicationModel application) {
        Map<String, ClassModel> byName =
                classesIn(application).stream().collect(Collectors.toMap(ClassModel::name, Function.identity()));
        Map<String, EndpointPolicy> policies = new HashMap<>();
        byName.values()
                .forEach(type -> PolicyResolver.policyOfClass(Hierarchy.of(type))
                        .ifPresent(policy -> policies.merge(
                                pathOf(type, byName), policy, (one, other) -> one.compareTo(other) < 0 ? one : other)));
        return policies;
    }

    static Collection<ClassModel> classesIn(ApplicationModel application) {
        return application.annotatedWith(WEB_SOCKET).stream()
                .filter(ClassModel.class::isInstance)
                .map(ClassModel.class::cast)
                .toList();
    }

    /** An endpoint that is nested in another one has the path of that one before its own. */
    private static String pathOf(ClassModel type, Map<String, ClassModel> endpoints) {
        String own = type.annotation(WEB_SOCKET)
                .flatMap(annotation -> annotation.value("path"))
                .orElse("");
        String path = own.startsWith("/") ? own : "/" + own;
        int nesting = type.name().lastIndexOf('$');
        return Optional.ofNullable(
                        nesting < 0 ? null : endpoints.get(type.name().substring(0, nesting)))
                .map(outer -> pathOf(outer, endpoints) + path)
                .orElse(path);
    }
}
