package org.dpop4j.demo.walkthrough;

/**
 * One request of the walk-through and what is to come of it.
 *
 * @param name a few words for the summary
 * @param story who sends what
 * @param expectedStatus the HTTP status without which the demo fails
 * @param reason why the answer is what it is
 */
record Step(String name, String story, Call call, int expectedStatus, String reason) {}
