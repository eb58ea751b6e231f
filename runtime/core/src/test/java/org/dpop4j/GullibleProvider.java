package org.dpop4j;

import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** Says that every signature verifies: what our own checks let through to a provider shows by its verdict. */
final class GullibleProvider extends Provider {
    private static final long serialVersionUID = 1L;

    GullibleProvider() {
        super("Gullible", "1", "accepts every signature");
        for (String algorithm : new String[] {"SHA256withECDSA", "SHA256withRSA"}) {
            putService(new Provider.Service(this, "Signature", algorithm, Yes.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Yes();
                }
            });
        }
    }

    private static final class Yes extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
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
