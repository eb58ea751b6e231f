package org.dpop4j.endpoint;

import java.util.List;
import java.util.Optional;

/** A class, a method or anything else that annotations stand on. */
public interface ElementModel {
    /** What messages call it, such as {@code org.example.Accounts#balance}. */
    String place();

    /** Its own annotations that are kept at run time; none that are inherited. */
    List<AnnotationModel> annotations();

    /** Its own annotation with this class name. */
    default Optional<AnnotationModel> annotation(String name) {
        return annotations().stream()
                .filter(annotation -> annotation.type().name().equals(name))
                .findFirst();
    }
}
