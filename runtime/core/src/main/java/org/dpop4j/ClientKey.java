package org.dpop4j;

import java.security.PublicKey;

/**
 * A client's public key that passed the key rules, ready to verify signatures.
 *
 * @param algorithm the algorithm of the proofs that the key signs
 * @param publicKey the key
 * @param jkt the key's thumbprint
 */
record ClientKey(ProofAlgorithm algorithm, PublicKey publicKey, String jkt) {}
