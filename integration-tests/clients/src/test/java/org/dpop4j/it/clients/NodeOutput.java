package org.dpop4j.it.clients;

/**
 * What a program that has ended with status 0 has written.
 *
 * @param stdout the report, by convention JSON
 * @param stderr whatever it had to say beside it
 */
public record NodeOutput(String stdout, String stderr) {}
