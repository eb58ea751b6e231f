package org.dpop4j.http;

/** What a look at one component of a URI told, so that text which is canonical already is never copied. */
enum UriForm {
    /** Not acceptable. */
    REFUSED,
    /** Acceptable and the same text as its canonical form. */
    CANONICAL,
    /** Acceptable, but the canonical form is another text. */
    OTHER
}
