package org.dpop4j.it.beyond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gRPC on the HTTP port. */
abstract class GrpcContract {
    @TestHTTPResource("/")
    URI server;

    private GrpcClient client;

    abstract boolean isRequiredMode();

    @BeforeEach
    void connect() {
        client = new GrpcClient(server.getAuthority());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private void letsIn(MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        assertEquals("hello", client.say(method, metadata));
    }

    private void refuses(String challenge, MethodDescriptor<StringValue, StringValue> method, Metadata metadata) {
        refuses(Status.Code.UNAUTHENTICATED, List.of(challenge), method, metadata);
    }

    private void refuses(
            Status.Code status,
            List<String> challenges,
            MethodDescriptor<StringValue, StringValue> method,
            Metadata metadata) {
        StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, () -> client.say(method, metadata));
        assertEquals(status, refusal.getStatus().getCode(), refusal.toString());
        assertEquals(challenges, GrpcClient.challenges(refusal), refusal.toString());
    }

    @Test
    @DisplayName("a method demands DPoP by its path, and the client can read the challenge")
    void demandsDPoP() {
        letsIn(Echoes.Listed.SAY, client.dpop(client.proof(Echoes.Listed.SAY)));
        refuses(Challenges.NO_CREDENTIALS, Echoes.Listed.SAY, client.anonymous());
        refuses(Challenges.NOT_BOUND, Echoes.Listed.SAY, client.bearer());
        refuses(Challenges.BOUND, Echoes.Listed.SAY, client.boundAsBearer());
        refuses(Challenges.NO_PROOF, Echoes.Listed.SAY, client.dpopWithoutProof());
    }

    @Test
    @DisplayName("a proof is for one call of one method, by POST")
    void proofIsForOneCall() {
        Metadata once = client.dpop(client.proof(Echoes.Listed.SAY));
        letsIn(Echoes.Listed.SAY, once);
        refuses(Challenges.REPLAYED, Echoes.Listed.SAY, once);
        refuses(Challenges.OTHER_URI, Echoes.Listed.SAY, client.dpop(client.proof(Echoes.Listed.OTHER)));
        refuses(
                Challenges.OTHER_METHOD,
                Echoes.Listed.SAY,
                client.dpop(client.proof(Echoes.Listed.SAY).method("GET")));
    }

    @Test
    @DisplayName("a stream has one proof for all of its messages")
    void stream() throws Exception {
        Metadata once = client.dpop(client.proof(Echoes.Listed.REPEAT));
        assertEquals(List.of("one", "two"), client.say(Echoes.Listed.REPEAT, once, "one", "two"));
        Exception failure = assertThrows(Exception.class, () -> client.say(Echoes.Listed.REPEAT, once, "three"));
        StatusRuntimeException refusal = (StatusRuntimeException) failure.getCause();
        assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode());
        assertEquals(List.of(Challenges.REPLAYED), GrpcClient.challenges(refusal));
    }

    @Test
    @DisplayName("the others follow the mode, and are public unless they need a caller")
    void others() {
        letsIn(Echoes.Open.SAY, client.anonymous());
        letsIn(Echoes.Open.SAY, client.dpop(client.proof(Echoes.Open.SAY)));
        letsIn(Echoes.Open.KNOWN, client.dpop(client.proof(Echoes.Open.KNOWN)));
        if (isRequiredMode()) {
            refuses(Challenges.NOT_BOUND, Echoes.Open.SAY, client.bearer());
            refuses(Challenges.NOT_BOUND, Echoes.Open.KNOWN, client.bearer());
            refuses(Challenges.BOUND, Echoes.Open.SAY, client.boundAsBearer());
            refuses(Challenges.NO_PROOF, Echoes.Open.KNOWN, client.dpopWithoutProof());
        } else {
            // Authentication is lazy, and nobody asks for the caller.
            letsIn(Echoes.Open.SAY, client.boundAsBearer());
            letsIn(Echoes.Open.KNOWN, client.bearer());
        }
    }

    @Test
    @DisplayName("who is refused by the service itself gets no challenge")
    void refusedByService() {
        refuses(Status.Code.PERMISSION_DENIED, List.of(), Echoes.Open.KNOWN, client.anonymous());
        if (!isRequiredMode()) {
            refuses(Status.Code.UNAUTHENTICATED, List.of(), Echoes.Open.KNOWN, client.boundAsBearer());
            refuses(Status.Code.UNAUTHENTICATED, List.of(), Echoes.Open.KNOWN, client.dpopWithoutProof());
        }
    }
}
