package org.dpop4j.demo.walkthrough;

import java.util.List;

/**
 * What to paste into a shell while the demo serves. No command holds a comment: some interactive shells would run it.
 *
 * @param says what the commands do
 * @param lines one command each
 */
record CurlCommands(String says, List<String> lines) {
    private static final String DPOP = "-H \"Authorization: DPoP $TOKEN\" -H \"DPoP: $PROOF\"";

    /** In this order; the later ones use the variables of the earlier ones. */
    static List<CurlCommands> of(String baseUri) {
        return List.of(
                new CurlCommands(
                        "An access token, bound to the demo key by the proof that is sent along (good for ten minutes):",
                        List.of(
                                "URL=" + baseUri,
                                "PROOF=$(curl -s $URL/dev/proof -d htm=POST -d htu=$URL/dev/token)",
                                "TOKEN=$(curl -s -X POST $URL/dev/token -H \"DPoP: $PROOF\")")),
                new CurlCommands(
                        "A proof for one request, and the request: 200.",
                        List.of(
                                "PROOF=$(curl -s $URL/dev/proof -d htm=GET -d htu=$URL/orders -d token=$TOKEN)",
                                "curl -iw '\\n' $URL/orders " + DPOP)),
                new CurlCommands("The same once more, a replay: 401.", List.of("curl -iw '\\n' $URL/orders " + DPOP)),
                new CurlCommands(
                        "Place an order: 200.",
                        List.of(
                                "PROOF=$(curl -s $URL/dev/proof -d htm=POST -d htu=$URL/orders -d token=$TOKEN)",
                                "curl -iw '\\n' $URL/orders " + DPOP
                                        + " -H 'Content-Type: application/json' -d '{\"item\":\"teapot\",\"quantity\":1}'")),
                new CurlCommands(
                        "Cancel the orders, which needs a nonce. The nonce comes with a 401; with it: 200.",
                        List.of(
                                "PROOF=$(curl -s $URL/dev/proof -d htm=DELETE -d htu=$URL/orders -d token=$TOKEN)",
                                "NONCE=$(curl -s -o /dev/null -D - -X DELETE $URL/orders " + DPOP
                                        + " | tr -d '\\r' | sed -n 's/^DPoP-Nonce: //p')",
                                "PROOF=$(curl -s $URL/dev/proof -d htm=DELETE -d htu=$URL/orders -d token=$TOKEN -d nonce=$NONCE)",
                                "curl -iw '\\n' -X DELETE $URL/orders " + DPOP)),
                new CurlCommands(
                        "The bound token as a Bearer token: 401.",
                        List.of("curl -iw '\\n' $URL/catalog -H \"Authorization: Bearer $TOKEN\"")),
                new CurlCommands(
                        "An unbound token where DPoP is optional: 200. Where it is required: 401.",
                        List.of(
                                "UNBOUND=$(curl -s -X POST $URL/dev/token)",
                                "curl -iw '\\n' $URL/catalog -H \"Authorization: Bearer $UNBOUND\"",
                                "curl -iw '\\n' $URL/orders -H \"Authorization: Bearer $UNBOUND\"")));
    }
}
