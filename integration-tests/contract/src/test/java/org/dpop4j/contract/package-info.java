/**
 * The HTTP contract: what clients see of a resource server, whatever server it runs on. No class of a server is used.
 *
 * <p>Each interface holds the tests of one topic as default methods. A server module has one class per configuration that
 * implements {@link org.dpop4j.contract.HttpContract} (all topics) or some of them, and answers one question:
 * {@link org.dpop4j.contract.ContractTest#server()}.
 *
 * <p>Nonces (DM-14) have no topic yet.
 */
package org.dpop4j.contract;
