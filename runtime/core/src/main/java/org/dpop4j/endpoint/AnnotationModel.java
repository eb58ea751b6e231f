package org.dpop4j.endpoint;

import java.util.Optional;

/** An annotation that stands on something. */
public interface AnnotationModel {
    /** Its type, which has annotations of its own. */
    ClassModel type();

    /** What it says for a member: a text, or the name of an enum constant. A default value may be left out. */
    Optional<String> value(String member);
}
