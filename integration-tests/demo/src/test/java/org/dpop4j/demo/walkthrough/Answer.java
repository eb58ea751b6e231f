package org.dpop4j.demo.walkthrough;

import java.util.List;
import java.util.Optional;

/**
 * What the orders API answered.
 *
 * @param challenges the {@code WWW-Authenticate} lines in order
 * @param nonce the {@code DPoP-Nonce} line
 */
record Answer(int status, List<String> challenges, Optional<String> nonce, String body) {}
