package org.dpop4j.it.clients;

/**
 * The end of one call, as the client has seen it.
 *
 * @param status the last status, after whatever was repeated
 * @param body text of a good answer; null when it was none
 * @param error what the DPoP challenge of the last answer says; null when there was no challenge
 */
record Seen(int status, String body, String error) {}
