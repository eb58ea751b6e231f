/** The orders API. Nothing in it deals with tokens or proofs: annotations say who gets in, the extension sees to it. */
package org.dpop4j.demo.orders;
