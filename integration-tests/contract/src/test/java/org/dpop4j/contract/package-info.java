/**
 * The HTTP contract: what clients see of a resource server, whatever server it runs on. No class of a server is used.
 *
 * <p>Each interface holds the tests of one topic as default methods. A server module has one class per configuration that
 * implements {@link org.dpop4j.contract.HttpContract} (all topics) or some of them, and answers one question:
 * {@link org.dpop4j.contract.ContractTest#server()}.
 *
 * <p>Ids such as DM-07 or H-55 are those of the requirement catalogue. What no client can see over HTTP, or what is not
 * built, has no test here:
 *
 * <ul>
 *   <li>N-15: about the inside. N-20, H-118: a nonce provider of the application needs an
 *       application of its own. N-23: about others
 *   <li>P-26: the order of the checks is free; what it does to answers is asserted where two faults meet (DM-08, H-105)
 *   <li>P-20 is asserted as U-03 to U-07; P-05 to P-16, P-22, P-23 and P-33 stand at each {@code TestDefect}
 *   <li>T-03: token introspection is not built. T-15: encrypted tokens need a server of their own. T-18 is about clients
 *   <li>U-22, U-23: about the inside. U-25: about others
 *   <li>W-16, H-86: TLS early data ends at the proxy. W-18: hiding existence is not built. X-40: transport
 *   <li>X-44, X-45, X-46: roles and profiles that this project does not play by default
 *   <li>R-03 is a permission.: about the store, see the tests of the stores. R-13, H-102,
 *       H-103: one node only. R-15: not configurable. R-19: about tokens.: how long a proof is remembered needs
 *       a clock that obeys; that it is remembered is tested
 *   <li>H-97: comparison times. H-106: needs a store that is almost full. H-110 exactly at the edges, H-111: need a
 *       clock that obeys. H-126: long-lived answers. H-131: clients. H-133, H-134, H-135, H-136, H-139: about the inside
 * </ul>
 */
package org.dpop4j.contract;
