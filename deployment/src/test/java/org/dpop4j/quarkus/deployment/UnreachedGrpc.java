package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.quarkus.builder.Version;
import io.quarkus.grpc.GrpcService;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** gRPC services that are named in {@code required-paths}, and served where no path reaches them. */
final class UnreachedGrpc {
    private UnreachedGrpc() {}

    static QuarkusUnitTest application(Map<String, String> settings, String reason) {
        QuarkusUnitTest application = Callers.application(UnreachedGrpc.class, Causes.class)
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-grpc", Version.getVersion())))
                .assertException(failure -> assertEquals(
                        "quarkus.dpop.required-paths covers /listed.Service/*, and has no effect there: " + reason
                                + " Or leave out what needs no DPoP, if need be by quarkus.dpop.optional-paths",
                        Causes.message(failure, "ConfigurationException")));
        settings.forEach(application::overrideConfigKey);
        return application;
    }

    @GrpcService
    static class Listed implements BindableService {
        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("listed.Service")
                    .addMethod(
                            MethodDescriptor.<InputStream, InputStream>newBuilder(new Raw(), new Raw())
                                    .setFullMethodName("listed.Service/Method")
                                    .setType(MethodDescriptor.MethodType.UNARY)
                                    .build(),
                            ServerCalls.asyncUnaryCall((request, observer) -> observer.onCompleted()))
                    .build();
        }
    }

    /** As it is on the wire. */
    static final class Raw implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream message) {
            return message;
        }

        @Override
        public InputStream parse(InputStream message) {
            return message;
        }
    }
}
