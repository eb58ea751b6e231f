package org.dpop4j.endpoint;

import java.util.List;

/** A method of a class or interface. */
public interface MethodModel extends ElementModel {
    String name();

    ClassModel declaringClass();

    @Override
    default String place() {
        return declaringClass().name() + "#" + name();
    }

    /** Whether only a compiler made it, such as a bridge, which has copies of the annotations. */
    boolean isSynthetic();

    List<TypeModel> parameterTypes();

    TypeModel returnType();
}
