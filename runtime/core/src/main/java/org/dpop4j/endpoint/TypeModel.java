package org.dpop4j.endpoint;

import java.util.List;

/** The type of a parameter or of a result, or one that a class inherits from. */
public sealed interface TypeModel {
    /** The name of what is left of it in byte code. */
    String erasure();

    /**
     * A class, an interface or a primitive type.
     *
     * @param arguments empty where it is not generic, or used raw; a wildcard is given as its upper bound
     */
    record Named(ClassModel declaration, List<TypeModel> arguments) implements TypeModel {
        @Override
        public String erasure() {
            return declaration.name();
        }
    }

    /**
     * A type variable.
     *
     * @param name as its class declares it; empty for a variable of a method, which no subclass gives a type
     * @param erasure the name of its first bound
     */
    record Variable(String name, String erasure) implements TypeModel {}

    /** An array. */
    record Array(TypeModel component) implements TypeModel {
        @Override
        public String erasure() {
            return component.erasure() + "[]";
        }
    }
}
