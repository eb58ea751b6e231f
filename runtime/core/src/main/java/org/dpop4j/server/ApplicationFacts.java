package org.dpop4j.server;

import org.dpop4j.endpoint.PathPolicies;

/**
 * What is known of an application beside its settings.
 *
 * @param validator who validates its access tokens, as operators know it
 * @param paths what is demanded at paths, whatever serves them
 * @param demandsNonceSomewhere whether the annotation of any endpoint demands a nonce
 */
public record ApplicationFacts(String validator, PathPolicies paths, boolean demandsNonceSomewhere) {}
