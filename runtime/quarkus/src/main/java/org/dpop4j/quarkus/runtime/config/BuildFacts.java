package org.dpop4j.quarkus.runtime.config;

/**
 * What was found out about the application when it was built.
 *
 * @param demandsNonceSomewhere whether the annotation of an endpoint demands a nonce
 */
public record BuildFacts(boolean demandsNonceSomewhere) {}
