package org.dpop4j.proof;

import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says the same of every signature: what our own checks let through to a provider shows by its verdict. Remembers the keys
 * that it was asked about.
 */
public final class OpinionatedProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final boolean opinion;
    private final transient List<PublicKey> keys = new ArrayList<>();

    public OpinionatedProvider(String name, boolean opinion) {
        super(name, "1", "says " + opinion + " of every signature");
        this.opinion = opinion;
        for (String algorithm :
                List.of("SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "SHA256withRSA", "Ed25519")) {
            putService(new Provider.Service(this, "Signature", algorithm, Opinion.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Opinion();
                }
            });
        }
    }

    public List<PublicKey> askedWith() {
        return keys;
    }

    private final class Opinion extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {
            keys.add(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte number) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return opinion;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException();
        }
    }
}
