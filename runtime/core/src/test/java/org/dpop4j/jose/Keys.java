package org.dpop4j.jose;

import org.dpop4j.test.ClientKey;

/** Keys that all tests share: generating RSA keys takes longer than everything else together. */
public final class Keys {
    public static final ClientKey ES256 = ClientKey.es256();
    public static final ClientKey OTHER_ES256 = ClientKey.es256();
    public static final ClientKey ES384 = ClientKey.es384();
    public static final ClientKey ES512 = ClientKey.es512();
    public static final ClientKey ED25519 = ClientKey.ed25519();
    public static final ClientKey EDDSA = ED25519.as("EdDSA");
    /** One 2048 bit pair under every name: the size of the key is what matters, not the algorithm. */
    public static final ClientKey PS256 = ClientKey.ps256();

    public static final ClientKey PS384 = PS256.as("PS384");
    public static final ClientKey PS512 = PS256.as("PS512");
    public static final ClientKey RS256 = PS256.as("RS256");

    private Keys() {}

    public static ClientKey forAlgorithm(String joseName) {
        return switch (joseName) {
            case "ES256" -> ES256;
            case "ES384" -> ES384;
            case "ES512" -> ES512;
            case "EdDSA" -> EDDSA;
            case "Ed25519" -> ED25519;
            default -> PS256.as(joseName);
        };
    }
}
