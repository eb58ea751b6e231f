package org.dpop4j.it.beyond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gRPC on the HTTP port, called by a gRPC client. */
abstract class GrpcContract {
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private static final Metadata.Key<String> DPOP = key("dpop");
    private static final Metadata.Key<String> WWW_AUTHENTICATE = key("www-authenticate");

    private final ClientKey key = ClientKey.es256();
    private final String bound = Issuer.get().microProfile().boundTo(key).serialize();
    private final String unbound = Issuer.get().microProfile().serialize();

    @TestHTTPResource("/")
    URI server;

    private ManagedChannel channel;

    abstract boolean isRequiredMode();

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @BeforeEach
    void connect() {
        channel = Grpc.newChannelBuilder(server.getAuthority(), InsecureChannelCredentials.create())
                .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    private static Metadata anonymous() {
        return new Metadata();
    }

    private static Metadata with(String credentials) {
        Metadata metadata = new Metadata();
        metadata.put(AUTHORIZATION, credentials);
        return metadata;
    }

    private Metadata dpop(TestProof proof) {
        Metadata metadata = with("DPoP " + bound);
        metadata.put(DPOP, proof.serialize());
        return metadata;
    }

    private TestProof proof(MethodDescriptor<?, ?> method) {
        return TestProof.with(key)
                .method("POST")
                .uri(server.resolve("/" + method.getFullMethodName()).toString())
                .accessToken(bound);
    }

    private Channel sending(Metadata metadata) {
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    private String say(MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        return ClientCalls.blockingUnaryCall(
                        sending(metadata),
                        method,
                        CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES),
                        StringValue.of("hello"))
                .getValue();
    }

    private void letsIn(MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        assertEquals("hello", say(method, metadata));
    }

    private void refuses(
            List<String> challenges, MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        refuses(challenges, assertThrows(StatusRuntimeException.class, () -> say(method, metadata)));
    }

    private static void refuses(List<String> challenges, StatusRuntimeException refusal) {
        assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode(), refusal.toString());
        assertEquals(challenges, challenges(refusal), refusal.toString());
    }

    private static List<String> challenges(StatusRuntimeException refusal) {
        Iterable<String> lines = refusal.getTrailers().getAll(WWW_AUTHENTICATE);
        return lines == null
                ? List.of()
                : StreamSupport.stream(lines.spliterator(), false).toList();
    }

    @Test
    @DisplayName("a method demands DPoP by its path, and the client can read the challenge")
    void demandsDPoP() {
        letsIn(Echoes.Listed.SAY, dpop(proof(Echoes.Listed.SAY)));
        refuses(List.of(Challenges.NO_CREDENTIALS), Echoes.Listed.SAY, anonymous());
        refuses(List.of(Challenges.NOT_BOUND), Echoes.Listed.SAY, with("Bearer " + unbound));
        refuses(List.of(Challenges.BOUND), Echoes.Listed.SAY, with("Bearer " + bound));
        refuses(List.of(Challenges.NO_PROOF), Echoes.Listed.SAY, with("DPoP " + bound));
    }

    @Test
    @DisplayName("a proof is for one call of one method, by POST")
    void proofIsForOneCall() {
        Metadata once = dpop(proof(Echoes.Listed.SAY));
        letsIn(Echoes.Listed.SAY, once);
        refuses(List.of(Challenges.REPLAYED), Echoes.Listed.SAY, once);
        refuses(List.of(Challenges.OTHER_URI), Echoes.Listed.SAY, dpop(proof(Echoes.Listed.OTHER)));
        refuses(
                List.of(Challenges.OTHER_METHOD),
                Echoes.Listed.SAY,
                dpop(proof(Echoes.Listed.SAY).method("GET")));
    }

    @Test
    @DisplayName("a stream has one proof for all of its messages")
    void stream() throws Exception {
        Metadata once = dpop(proof(Echoes.Listed.REPEAT));
        assertEquals(List.of("one", "two"), repeat(once, "one", "two"));
        Exception refusal = assertThrows(Exception.class, () -> repeat(once, "three"));
        refuses(List.of(Challenges.REPLAYED), (StatusRuntimeException) refusal.getCause());
    }

    private List<String> repeat(Metadata metadata, String... messages) throws Exception {
        Heard heard = new Heard();
        StreamObserver<StringValue> said = ClientCalls.asyncBidiStreamingCall(
                sending(metadata).newCall(Echoes.Listed.REPEAT, CallOptions.DEFAULT), heard);
        for (String message : messages) {
            said.onNext(StringValue.of(message));
        }
        said.onCompleted();
        return heard.all.get(1, TimeUnit.MINUTES);
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

    @Test
    @DisplayName("the others follow the mode, and are public unless they need a caller")
    void others() {
        letsIn(Echoes.Open.SAY, anonymous());
        letsIn(Echoes.Open.SAY, dpop(proof(Echoes.Open.SAY)));
        letsIn(Echoes.Open.KNOWN, dpop(proof(Echoes.Open.KNOWN)));
        if (isRequiredMode()) {
            refuses(List.of(Challenges.NOT_BOUND), Echoes.Open.SAY, with("Bearer " + unbound));
            refuses(List.of(Challenges.NOT_BOUND), Echoes.Open.KNOWN, with("Bearer " + unbound));
            refuses(List.of(Challenges.BOUND), Echoes.Open.SAY, with("Bearer " + bound));
            refuses(List.of(Challenges.NO_PROOF), Echoes.Open.KNOWN, with("DPoP " + bound));
        } else {
            // Authentication is lazy, and nobody asks for the caller.
            letsIn(Echoes.Open.SAY, with("Bearer " + bound));
            letsIn(Echoes.Open.KNOWN, with("Bearer " + unbound));
        }
    }

    @Test
    @DisplayName("who is refused by the service itself gets no challenge")
    void refusedByService() {
        StatusRuntimeException refusal =
                assertThrows(StatusRuntimeException.class, () -> say(Echoes.Open.KNOWN, anonymous()));
        assertEquals(Status.Code.PERMISSION_DENIED, refusal.getStatus().getCode());
        assertEquals(List.of(), challenges(refusal));
        if (!isRequiredMode()) {
            refuses(List.of(), Echoes.Open.KNOWN, with("Bearer " + bound));
            refuses(List.of(), Echoes.Open.KNOWN, with("DPoP " + bound));
        }
    }
}
