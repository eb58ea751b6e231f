package org.dpop4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets in only a DPoP-bound access token with a valid proof; everything else gets 401 with a {@code DPoP}
 * challenge.
 *
 * <p>It demands a token by itself, with or without {@code @RolesAllowed} or {@code @Authenticated}. It may stand on a
 * resource class or method, on the interface or superclass they come from, on a sub-resource class or its locator, on
 * the {@code Application} (all its endpoints), or on an annotation of your own that then stands on one of these. The
 * nearest one decides: a method beats its class, a class what it inherits.
 *
 * <p>Together with {@code @PermitAll} on the same element it is a contradiction and fails the build. A placement where
 * it could have no effect fails the build as well. On Open Liberty and WildFly, where nothing of this library runs at build
 * time, both fail the deployment.
 *
 * @see DPoPOptional
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7">RFC 9449 section 7</a>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DPoPRequired {
    /**
     * Whether a proof needs a nonce of this resource server here.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-9">RFC 9449 section 9</a>
     */
    NoncePolicy nonce() default NoncePolicy.DEFAULT;
}
