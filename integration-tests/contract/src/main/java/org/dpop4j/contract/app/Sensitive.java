package org.dpop4j.contract.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** An annotation of the application's own that carries the demand for DPoP and a nonce. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
public @interface Sensitive {}
