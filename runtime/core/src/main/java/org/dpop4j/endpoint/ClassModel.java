package org.dpop4j.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * A class, an interface or an annotation type. One that cannot be looked at has a name only: no supertypes, methods or
 * annotations.
 */
public interface ClassModel extends ElementModel {
    /** As in byte code: {@code org.example.Outer$Nested}. */
    String name();

    @Override
    default String place() {
        return name();
    }

    /** Whether another class responds in its place: it is an abstract class or an interface. */
    boolean isAbstract();

    boolean isAnnotation();

    /** The names of its type variables. */
    List<String> typeParameters();

    Optional<TypeModel.Named> superclass();

    /** Those that it names itself. */
    List<TypeModel.Named> interfaces();

    /** Those that it declares, of any visibility; no constructors. */
    List<MethodModel> methods();
}
