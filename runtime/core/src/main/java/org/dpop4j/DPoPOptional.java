package org.dpop4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opts an endpoint out of required mode, or out of a {@link DPoPRequired} that stands further out: an unbound Bearer
 * token is good enough here.
 *
 * <p>A DPoP-bound token still needs its proof, and a proof that is sent is still verified. Placements and precedence are
 * those of {@link DPoPRequired}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DPoPOptional {}
