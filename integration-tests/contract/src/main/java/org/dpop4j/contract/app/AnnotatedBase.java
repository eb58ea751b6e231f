package org.dpop4j.contract.app;

import org.dpop4j.DPoPRequired;

/** A superclass that carries the annotation for its resource classes. */
@DPoPRequired
public abstract class AnnotatedBase {}
