package org.dpop4j.demo.walkthrough;

import java.util.List;

/**
 * What the orders API answered.
 *
 * @param challenges the {@code WWW-Authenticate} lines in order
 */
record Answer(int status, List<String> challenges, String body) {}
