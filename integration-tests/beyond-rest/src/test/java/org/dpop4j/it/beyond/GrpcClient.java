package org.dpop4j.it.beyond;

import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;

/** Calls one server, with a key and tokens of its own. */
final class GrpcClient implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private static final Metadata.Key<String> DPOP = key("dpop");
    private static final Metadata.Key<String> WWW_AUTHENTICATE = key("www-authenticate");

    private final ClientKey key = ClientKey.es256();
    private final String bound = Issuer.get().microProfile().boundTo(key).serialize();
    private final String unbound = Issuer.get().microProfile().serialize();
    private final String authority;
    private final ManagedChannel channel;

    GrpcClient(String authority) {
        this.authority = authority;
        this.channel = Grpc.newChannelBuilder(authority, InsecureChannelCredentials.create())
                .build();
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    Metadata anonymous() {
        return new Metadata();
    }

    Metadata bearer() {
        return with("Bearer " + unbound);
    }

    Metadata boundAsBearer() {
        return with("Bearer " + bound);
    }

    Metadata dpopWithoutProof() {
        return with("DPoP " + bound);
    }

    Metadata dpop(TestProof proof) {
        Metadata metadata = dpopWithoutProof();
        metadata.put(DPOP, proof.serialize());
        return metadata;
    }

    private static Metadata with(String credentials) {
        Metadata metadata = new Metadata();
        metadata.put(AUTHORIZATION, credentials);
        return metadata;
    }

    TestProof proof(MethodDescriptor<?, ?> method) {
        return TestProof.with(key)
                .method("POST")
                .uri("http://" + authority + "/" + method.getFullMethodName())
                .accessToken(bound);
    }

    /** What the service says to "hello". */
    String say(MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        return ClientCalls.blockingUnaryCall(
                        sending(metadata),
                        method,
                        CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES),
                        StringValue.of("hello"))
                .getValue();
    }

    /** What the service says to these messages within one stream. */
    List<String> say(MethodDescriptor<StringValue, StringValue> method, Metadata metadata, String... messages)
            throws Exception {
        Heard heard = new Heard();
        StreamObserver<StringValue> said =
                ClientCalls.asyncBidiStreamingCall(sending(metadata).newCall(method, CallOptions.DEFAULT), heard);
        for (String message : messages) {
            said.onNext(StringValue.of(message));
        }
        said.onCompleted();
        return heard.all.get(1, TimeUnit.MINUTES);
    }

    private Channel sending(Metadata metadata) {
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    /** The challenges that a refused client can read. */
    static List<String> challenges(StatusRuntimeException refusal) {
        Iterable<String> lines = refusal.getTrailers().getAll(WWW_AUTHENTICATE);
        return lines == null
                ? List.of()
                : StreamSupport.stream(lines.spliterator(), false).toList();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Heard implements StreamObserver<StringValue> {
        private final List<String> messages = new ArrayList<>();
        private final CompletableFuture<List<String>> all = new CompletableFuture<>();

        @Override
        public void onNext(StringValue message) {
            messages.add(message.getValue());
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            all.complete(messages);
        }
    }
}
