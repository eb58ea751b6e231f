package org.dpop4j.quarkus.runtime.oidc;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.common.runtime.OidcConstants;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.dpop4j.quarkus.runtime.auth.MicroProfileJwt;
import org.dpop4j.quarkus.runtime.auth.TokenValidator;
import org.dpop4j.server.AuthenticatedToken;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has Quarkus OIDC validate access tokens, by the tenant that it chooses for the request. Where that tenant takes no access
 * tokens, SmallRye JWT is asked, as it would be for a Bearer token.
 */
@Singleton
public class OidcTokens implements TokenValidator {
    private static final Logger LOG = Logger.getLogger("org.dpop4j");

    /** Where OIDC looks for the token by whose issuer it chooses the tenant, before it looks for the Bearer scheme. */
    private static final String EXTRACTED_TOKEN = "quarkus.oidc.extracted-bearer-token";

    /** Where OIDC keeps the tenant that it has chosen. */
    private static final String TENANT = io.quarkus.oidc.OidcTenantConfig.class.getName();

    private final OidcAuthenticationMechanism oidc;
    private final OidcTenants tenants;
    private final MicroProfileJwt microProfileJwt;
    /** As many as there are tenants at most. */
    private final Set<String> refusedTenants = ConcurrentHashMap.newKeySet();

    OidcTokens(OidcAuthenticationMechanism oidc, OidcTenants tenants, MicroProfileJwt microProfileJwt) {
        this.oidc = oidc;
        this.tenants = tenants;
        this.microProfileJwt = microProfileJwt;
    }

    @Override
    public String name() {
        return "Quarkus OIDC";
    }

    @Override
    public String description() {
        return name() + ", with " + tenants.names();
    }

    @Override
    public List<String> audienceKeysNotSet(Config config) {
        return tenants.audienceKeysNotSet();
    }

    /** Tenants may come with the requests. */
    @Override
    public Optional<String> whatIsMissing(Config config) {
        return Optional.empty();
    }

    @Override
    public Uni<SecurityIdentity> validate(String token, RoutingContext context, IdentityProviderManager providers) {
        context.put(EXTRACTED_TOKEN, token);
        return isExpected(HttpCredentialTransport.Type.AUTHORIZATION, context)
                .chain(takesAccessTokens -> takesAccessTokens
                        ? validateByTenant(token, context, providers)
                        : microProfileJwt.validate(token, context, providers))
                .onFailure(OidcTokens::isNoVerdict)
                .transform(AuthenticationFailedException::new)
                .onTermination()
                .invoke(() -> context.remove(EXTRACTED_TOKEN));
    }

    /** OIDC trips over some texts that are no token at all. Where it cannot do its work it says so. */
    private static boolean isNoVerdict(Throwable failure) {
        return !(failure instanceof AuthenticationFailedException || failure instanceof OIDCException);
    }

    private Uni<SecurityIdentity> validateByTenant(
            String token, RoutingContext context, IdentityProviderManager providers) {
        OidcTenantConfig tenant = tenantOf(context);
        if (OidcUtils.isDPoPScheme(tenant.token().authorizationScheme())) {
            refuse(OidcTenants.name(tenant));
        }
        if (tenant.token().binding().certificate()) {
            String thumbprint = certificateThumbprint(context);
            if (thumbprint != null) {
                context.put(OidcConstants.X509_SHA256_THUMBPRINT, thumbprint);
            }
        }
        return providers.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                new TokenAuthenticationRequest(new AccessTokenCredential(token)), context));
    }

    /** The tenant that OIDC has chosen when it was asked for the credential transport. */
    private static OidcTenantConfig tenantOf(RoutingContext context) {
        return Objects.requireNonNull(context.get(TENANT));
    }

    /** A tenant that came with a request; those of the configuration stop the start-up. */
    private void refuse(String tenant) {
        if (refusedTenants.add(tenant)) {
            LOG.errorf(
                    "The OIDC tenant '%s' has the authorization scheme DPoP: its requests are refused. Leave the scheme at"
                            + " its default, beside which dpop4j takes DPoP",
                    tenant);
        }
        throw new AuthenticationFailedException();
    }

    /** What OIDC compares with the token's {@code cnf} (RFC 8705 section 3.1); null without a certificate. */
    private static @Nullable String certificateThumbprint(RoutingContext context) {
        SSLSession session = context.request().sslSession();
        if (session == null) {
            return null;
        }
        try {
            Certificate certificate = session.getPeerCertificates()[0];
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (SSLPeerUnverifiedException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new AuthenticationFailedException(e);
        }
    }

    @Override
    public AuthenticatedToken complete(
            AuthenticatedToken token, SecurityIdentity identity, @Nullable RoutingContext context) {
        AuthenticatedToken known =
                identity.getAttribute(OidcUtils.INTROSPECTION_ATTRIBUTE) instanceof TokenIntrospection response
                        ? token.introspected(response.getIntrospectionString())
                        : token;
        return context != null && isCertificateVerified(context) ? known.withVerifiedCertificate() : known;
    }

    /** OIDC notes this for an access token whose certificate it then compares, and refuses when they differ. */
    private static boolean isCertificateVerified(RoutingContext context) {
        return context.get(OidcUtils.JWT_THUMBPRINT) != null || context.get(OidcUtils.INTROSPECTION_THUMBPRINT) != null;
    }

    @Override
    public @Nullable String idToken(SecurityIdentity identity) {
        for (Credential credential : identity.getCredentials()) {
            if (credential instanceof IdTokenCredential idToken) {
                return idToken.getToken();
            }
        }
        return null;
    }

    @Override
    public Uni<Boolean> expectsSession(RoutingContext context) {
        return isExpected(HttpCredentialTransport.Type.AUTHORIZATION_CODE, context);
    }

    /** Whether the tenant that OIDC chooses looks for its callers there. */
    private Uni<Boolean> isExpected(HttpCredentialTransport.Type type, RoutingContext context) {
        return oidc.getCredentialTransport(context)
                .map(transport -> transport != null && transport.getTransportType() == type);
    }

    /** OIDC responds to such a request itself: it never reaches the application. */
    @Override
    public boolean endsLoginOrSession(RoutingContext context) {
        OidcTenantConfig tenant = context.get(TENANT);
        if (tenant == null) {
            return false;
        }
        String path = context.request().path();
        return tenant.logout().path().filter(path::equals).isPresent()
                || tenant.logout().frontchannel().path().filter(path::equals).isPresent()
                || (tenant.authentication().removeRedirectParameters() && endsLogin(context));
    }

    /** With a session OIDC would go on with that, and a state cookie is easily made up. */
    private static boolean endsLogin(RoutingContext context) {
        return hasCookie(context, OidcUtils.STATE_COOKIE_NAME)
                && !hasCookie(context, OidcUtils.SESSION_COOKIE_NAME)
                && (context.request().method() == HttpMethod.POST
                        || context.queryParams().contains(OidcConstants.CODE_FLOW_STATE));
    }

    private static boolean hasCookie(RoutingContext context, String prefix) {
        return context.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(prefix));
    }
}
