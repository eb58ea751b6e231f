package org.dpop4j.contract;

/**
 * Where servers are allowed to differ, and why in one line. A server module names those that hold for its server; those
 * from {@link #REFUSED_BY_WHOEVER_LOOKS_FIRST} on are what the contract leaves to every server.
 */
public enum Difference {
    /** T-14. */
    READS_TOKEN_FROM_FORM("The server's token validation takes access_token from a form body, too."),
    /** The server compares the DPoP scheme with regard to case: other spellings are K1. */
    SCHEME_SPELT_EXACTLY("The server's token validation knows the DPoP scheme by one spelling only."),
    /** The server takes {@code get} for {@code GET}, and tells nobody. */
    METHODS_HAVE_NO_CASE("The server turns the names of methods into upper case before anybody sees them."),
    /** The server turns tabs in header values into blanks, and tells nobody. */
    TABS_ARE_BLANKS("The server turns tabs in header values into blanks before anybody sees them."),
    /** {@code OPTIONS *} is answered for the server as a whole, by no application. */
    ANSWERS_ASTERISK("The server answers OPTIONS * for itself."),
    /** The server answers {@code %2F} in a path with 400 by itself. */
    REFUSES_ENCODED_SLASH("The server refuses an encoded slash in a path by itself."),
    /** The server answers dot segments that are written with {@code %2E} with 400 by itself. */
    REFUSES_ENCODED_DOTS("The server refuses dot segments with encoded dots by itself."),
    /** A sub-resource locator whose type, but not whose method, is annotated runs before the refusal. */
    LOCATOR_RUNS_BEFORE_SUB_RESOURCE_IS_JUDGED(
            "The server asks the locator which sub-resource it is before anybody can see the annotation of that."),
    /**
     * With sub-resources, and where negotiation chooses between methods, the server looks at token and proof before it knows
     * the method that answers. A bound token that comes as Bearer may then be answered on Bearer. And if any endpoint of the
     * application demands a nonce, such a method may ask for one although it needs none: of a proof that is too old, or has
     * a bad one; and a proof without a nonce may be used up by the challenge.
     */
    METHOD_KNOWN_LATE("The server looks at token and proof before it knows the method that answers."),

    /** Any 4xx, 501 for unknown methods, and a closed connection beyond the server's limits. */
    REFUSED_BY_WHOEVER_LOOKS_FIRST("What is hardly an HTTP request any more is refused by whoever looks at it first."),
    /** Served, with all the demands of the endpoint, or some 4xx. */
    ODD_PATH_MAY_BE_UNKNOWN("Which odd spellings of a path find the endpoint is up to the server's router."),
    /** The answers of a request that finds no endpoint, or one for which the application has no code. */
    ANSWERED_WITHOUT_ENDPOINT("Where no method of the application answers, the server has its own way to say so."),
    /** The status of a successful preflight, and whether a foreign origin is refused before anybody judges its request. */
    CORS_OF_THE_SERVER("Preflights and foreign origins are answered by the server's CORS."),
    /** Which of the methods that could answer does. */
    METHOD_NEGOTIATED("Which method suits an Accept best is up to the server's negotiation."),
    /** Whether a claim that is there twice is its first or its last value. */
    CLAIM_SENT_TWICE("Which of two claims of one name counts is up to the server's token validation.");

    private final String reason;

    Difference(String reason) {
        this.reason = reason;
    }

    /** One sentence for users. */
    public String reason() {
        return reason;
    }
}
