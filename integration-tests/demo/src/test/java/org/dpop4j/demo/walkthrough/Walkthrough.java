package org.dpop4j.demo.walkthrough;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dpop4j.demo.walkthrough.Call.Line;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;

/**
 * Alice, who has a token and the key that it is bound to, and Mallory, who gets hold of everything that Alice sends but not
 * of her key. Each step is one request to the orders API.
 */
final class Walkthrough {
    private static final String ORDERS = "/orders";
    private static final String CATALOG = "/catalog";
    private static final Duration NOW = Duration.ZERO;

    private final Person alice = new Person("Alice", ClientKey.es256());
    private final Person mallory = new Person("Mallory", ClientKey.es256());

    private final OrdersApi api;
    /** Alice's token, which Mallory has stolen. */
    private final Line token;
    /** A token of the old kind. */
    private final Line unbound;

    private record Person(String name, ClientKey key) {}

    Walkthrough(OrdersApi api) {
        this.api = api;
        String proof = TestProof.with(alice.key())
                .method("POST")
                .uri(api.uri(OrdersApi.TOKEN))
                .serialize();
        token = new Line(api.token(Optional.of(proof)), "bound to Alice's key");
        unbound = new Line(api.token(Optional.empty()), "bound to no key");
    }

    /** Goes all the way, telling the listener of each step as soon as it is done. */
    void run(Listener listener) {
        for (Step step : steps()) {
            take(step, listener);
        }
        Answer challenged = take(
                new Step(
                        "no nonce",
                        "Alice cancels her orders.",
                        cancellation(proof(alice, "DELETE", ORDERS, NOW)),
                        401,
                        "This endpoint wants a nonce of the server in the proof, so that none was made beforehand."),
                listener);
        take(
                new Step(
                        "nonce",
                        "Her client puts the nonce of that answer into a new proof, and asks again.",
                        cancellation(proofWithNonce(challenged.nonce().orElse(""))),
                        200,
                        "Clients do that by themselves, and use the nonce for minutes."),
                listener);
    }

    private Answer take(Step step, Listener listener) {
        Answer answer = api.send(step.call());
        listener.done(step, answer);
        return answer;
    }

    private Call cancellation(Line proof) {
        return Call.delete(ORDERS).authorization("DPoP", token).proof(proof);
    }

    /** Hears of the answers. */
    @FunctionalInterface
    interface Listener {
        void done(Step step, Answer answer);
    }

    private List<Step> steps() {
        Line firstProof = proof(alice, "GET", ORDERS, NOW);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                "valid call",
                "Alice asks for her orders with her token and a proof made for this request.",
                Call.get(ORDERS).authorization("DPoP", token).proof(firstProof),
                200,
                "The proof is signed by the key that the token is bound to, and fits the request."));
        steps.add(new Step(
                "no token",
                "Somebody asks for orders without any token.",
                Call.get(ORDERS),
                401,
                "A caller is needed. No error is named, because no credentials were tried."));
        steps.add(new Step(
                "token without proof",
                "Mallory sends the stolen token and nothing else.",
                Call.get(ORDERS).authorization("DPoP", token),
                401,
                "A bound token is worth nothing without a proof."));
        steps.add(new Step(
                "stolen token, another key",
                "Mallory makes a proof of her own: flawless, but signed by her key.",
                Call.get(ORDERS).authorization("DPoP", token).proof(proof(mallory, "GET", ORDERS, NOW)),
                401,
                "The token names the thumbprint of Alice's key, and this is not it."));
        steps.add(new Step(
                "bound token as Bearer",
                "Mallory passes the stolen token off as a Bearer token, where those are welcome.",
                Call.get(CATALOG).authorization("Bearer", token),
                401,
                "A bound token never counts as Bearer, or the thief would choose the weaker scheme."));
        steps.add(new Step(
                "replayed proof",
                "Mallory repeats Alice's first request, byte for byte.",
                Call.get(ORDERS)
                        .authorization("DPoP", token)
                        .proof(new Line(firstProof.value(), "the proof of step 1")),
                401,
                "A proof is good for one request, and this one has been used."));
        steps.add(new Step(
                "wrong method",
                "Mallory catches a proof for GET before it arrives, and orders something with it.",
                Call.post(ORDERS, "{\"item\":\"cup\",\"quantity\":900}")
                        .authorization("DPoP", token)
                        .proof(proof(alice, "GET", ORDERS, NOW)),
                401,
                "The proof names the method (htm) that it is for."));
        steps.add(new Step(
                "wrong URL",
                "Mallory takes a proof for the catalog to the orders.",
                Call.get(ORDERS).authorization("DPoP", token).proof(proof(alice, "GET", CATALOG, NOW)),
                401,
                "The proof names the URL (htu) that it is for."));
        steps.add(new Step(
                "old proof",
                "Mallory finds an unused proof in a log, five minutes later.",
                Call.get(ORDERS).authorization("DPoP", token).proof(proof(alice, "GET", ORDERS, Duration.ofMinutes(5))),
                401,
                "A proof is good for a minute (quarkus.dpop.proof.max-age)."));
        steps.add(new Step(
                "Bearer where DPoP is optional",
                "An old client reads the catalog with a Bearer token, as it always did.",
                Call.get(CATALOG).authorization("Bearer", unbound),
                200,
                "The endpoint has no @DPoPRequired: unbound tokens go on working there."));
        steps.add(new Step(
                "Bearer where DPoP is required",
                "The old client tries the orders.",
                Call.get(ORDERS).authorization("Bearer", unbound),
                401,
                "The endpoint has @DPoPRequired, so Bearer is not even offered."));
        steps.add(new Step(
                "valid call again",
                "Alice orders a teapot with the same token and a new proof.",
                Call.post(ORDERS, "{\"item\":\"teapot\",\"quantity\":1}")
                        .authorization("DPoP", token)
                        .proof(proof(alice, "POST", ORDERS, NOW)),
                200,
                "Whatever Mallory tried, it did not get in Alice's way."));
        return steps;
    }

    private Line proofWithNonce(String nonce) {
        String proof = recipe(alice, "DELETE", ORDERS).nonce(nonce).serialize();
        return new Line(proof, "for DELETE " + ORDERS + ", new, with the nonce, Alice's key");
    }

    private TestProof recipe(Person signer, String method, String path) {
        return TestProof.with(signer.key()).method(method).uri(api.uri(path)).accessToken(token.value());
    }

    private Line proof(Person signer, String method, String path, Duration age) {
        String proof = recipe(signer, method, path).issuedAgo(age).serialize();
        String freshness = age.isZero() ? "new" : age.toMinutes() + " minutes old";
        return new Line(proof, "for " + method + " " + path + ", " + freshness + ", " + signer.name() + "'s key");
    }
}
