package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Notes which token an identity is about to be made from, out of whatever carrier it came, because an identity provider
 * of the application may keep nothing of it. Authenticates nobody.
 */
@Singleton
public class PresentedTokens implements IdentityProvider<TokenAuthenticationRequest> {
    private static final String KEY = PresentedTokens.class.getName();

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before all those that authenticate. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        request.setAttribute(KEY, request.getToken());
        return Uni.createFrom().nullItem();
    }

    /** The token of the authentication request with these attributes; empty when it had none. */
    static Optional<TokenCredential> in(Map<String, Object> attributes) {
        return attributes.get(KEY) instanceof TokenCredential token ? Optional.of(token) : Optional.empty();
    }
}
