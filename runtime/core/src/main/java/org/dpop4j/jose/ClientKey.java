package org.dpop4j.jose;

import java.security.PublicKey;
import org.dpop4j.settings.ProofAlgorithm;

/**
 * A client's public key that passed the key rules, ready to verify signatures.
 *
 * @param algorithm the algorithm of the proofs that the key signs
 * @param publicKey the key
 * @param jkt the key's thumbprint
 */
public record ClientKey(ProofAlgorithm algorithm, PublicKey publicKey, String jkt) {}
