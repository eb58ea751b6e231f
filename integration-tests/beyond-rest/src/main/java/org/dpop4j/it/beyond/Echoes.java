package org.dpop4j.it.beyond;

import com.google.protobuf.StringValue;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;

/** gRPC services that say what they hear, as the compiler for protocol buffers would write them. */
public final class Echoes {
    private Echoes() {}

    /** By path. */
    @GrpcService
    public static class Listed implements BindableService {
        private static final String NAME = "beyond.Listed";

        public static final MethodDescriptor<StringValue, StringValue> SAY = method(NAME, "Say", MethodType.UNARY);
        public static final MethodDescriptor<StringValue, StringValue> OTHER = method(NAME, "Other", MethodType.UNARY);
        public static final MethodDescriptor<StringValue, StringValue> REPEAT =
                method(NAME, "Repeat", MethodType.BIDI_STREAMING);

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder(NAME)
                    .addMethod(SAY, ServerCalls.asyncUnaryCall(Echoes::say))
                    .addMethod(OTHER, ServerCalls.asyncUnaryCall(Echoes::say))
                    .addMethod(REPEAT, ServerCalls.asyncBidiStreamingCall(Echo::new))
                    .build();
        }
    }

    /** By nothing but the mode. */
    @GrpcService
    public static class Open implements BindableService {
        private static final String NAME = "beyond.Open";

        public static final MethodDescriptor<StringValue, StringValue> SAY = method(NAME, "Say", MethodType.UNARY);
        public static final MethodDescriptor<StringValue, StringValue> KNOWN = method(NAME, "Known", MethodType.UNARY);

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder(NAME)
                    .addMethod(SAY, ServerCalls.asyncUnaryCall(Echoes::say))
                    .addMethod(KNOWN, ServerCalls.asyncUnaryCall(this::known))
                    .build();
        }

        /** Needs a caller. */
        @Authenticated
        @Blocking
        void known(StringValue message, StreamObserver<StringValue> observer) {
            say(message, observer);
        }
    }

    private record Echo(StreamObserver<StringValue> observer) implements StreamObserver<StringValue> {
        @Override
        public void onNext(StringValue message) {
            observer.onNext(message);
        }

        @Override
        public void onError(Throwable failure) {
            // The client has gone.
        }

        @Override
        public void onCompleted() {
            observer.onCompleted();
        }
    }

    private static void say(StringValue message, StreamObserver<StringValue> observer) {
        observer.onNext(message);
        observer.onCompleted();
    }

    private static MethodDescriptor<StringValue, StringValue> method(String service, String name, MethodType type) {
        return MethodDescriptor.<StringValue, StringValue>newBuilder()
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
                .setType(type)
                .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                .build();
    }
}
