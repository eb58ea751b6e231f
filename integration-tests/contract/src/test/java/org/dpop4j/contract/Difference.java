package org.dpop4j.contract;

/** Where servers are allowed to differ; a server module names those that hold for its server. */
public enum Difference {
    /** The server's token validation takes {@code access_token} from a form body (T-14). */
    READS_TOKEN_FROM_FORM,
    /** The server compares the scheme with regard to case, or wants exactly one blank: other spellings are K1. */
    SCHEME_SPELT_EXACTLY,
    /** The server answers {@code %2F} in a path with 400 by itself. */
    REFUSES_ENCODED_SLASH,
    /** A sub-resource locator whose type, but not whose method, is annotated runs before the refusal. */
    LOCATOR_RUNS_BEFORE_SUB_RESOURCE_IS_JUDGED,
    /**
     * With sub-resources, and where negotiation chooses between methods, the server looks at token and proof before it knows
     * the method that answers. A bound token that comes as Bearer may then be answered on Bearer. And if any endpoint of the
     * application demands a nonce, such a method may ask for one although it needs none: of a proof that is too old, or has
     * a bad one; and a proof without a nonce may be used up by the challenge.
     */
    METHOD_KNOWN_LATE
}
