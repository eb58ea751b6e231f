package org.dpop4j.endpoint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A class and all that it inherits from, with what the type variables of its supertypes stand for. */
final class Hierarchy {
    private static final String OBJECT = "java.lang.Object";

    /** Kotlin implements {@code get(T)} for {@code Long} as {@code get(long)}. */
    private static final Map<String, String> WRAPPERS = Map.of(
            "boolean", "java.lang.Boolean",
            "byte", "java.lang.Byte",
            "char", "java.lang.Character",
            "double", "java.lang.Double",
            "float", "java.lang.Float",
            "int", "java.lang.Integer",
            "long", "java.lang.Long",
            "short", "java.lang.Short");

    private final Map<String, ClassModel> superclasses = new LinkedHashMap<>();
    private final Map<String, ClassModel> interfaces = new LinkedHashMap<>();
    private final Map<VariableKey, TypeModel> arguments = new HashMap<>();

    private record VariableKey(String declaringClass, String variable) {}

    private Hierarchy(ClassModel type) {
        ArrayDeque<ClassModel> queue = new ArrayDeque<>();
        for (Optional<ClassModel> next = Optional.of(type); next.isPresent(); next = superclassOf(next.get())) {
            superclasses.put(next.get().name(), next.get());
            queue.add(next.get());
        }
        while (!queue.isEmpty()) {
            ClassModel declaring = queue.remove();
            for (TypeModel.Named supertype : declaring.interfaces()) {
                bind(supertype, declaring);
                if (interfaces.putIfAbsent(supertype.erasure(), supertype.declaration()) == null) {
                    queue.add(supertype.declaration());
                }
            }
        }
    }

    static Hierarchy of(ClassModel type) {
        return new Hierarchy(type);
    }

    /**
     * That of the class that responds. Where a server names another one, such as a proxy or a business interface, the class
     * of the method comes after it.
     */
    static Hierarchy of(EndpointModel endpoint) {
        Hierarchy hierarchy = new Hierarchy(endpoint.endpointClass());
        ClassModel declaring = endpoint.method().declaringClass();
        if (!hierarchy.contains(declaring)) {
            Hierarchy ofMethod = new Hierarchy(declaring);
            ofMethod.superclasses.forEach(hierarchy.superclasses::putIfAbsent);
            ofMethod.interfaces.forEach(hierarchy.interfaces::putIfAbsent);
            ofMethod.arguments.forEach(hierarchy.arguments::putIfAbsent);
        }
        return hierarchy;
    }

    private Optional<ClassModel> superclassOf(ClassModel type) {
        Optional<TypeModel.Named> superclass =
                type.superclass().filter(named -> !named.erasure().equals(OBJECT));
        superclass.ifPresent(named -> bind(named, type));
        return superclass.map(TypeModel.Named::declaration);
    }

    private void bind(TypeModel.Named supertype, ClassModel declaring) {
        List<String> variables = supertype.declaration().typeParameters();
        // A raw supertype has no arguments.
        for (int i = 0; i < Math.min(variables.size(), supertype.arguments().size()); i++) {
            arguments.putIfAbsent(
                    new VariableKey(supertype.erasure(), variables.get(i)),
                    resolved(supertype.arguments().get(i), declaring));
        }
    }

    /** The class itself, then its superclasses, nearest first. */
    Collection<ClassModel> superclasses() {
        return superclasses.values();
    }

    /** Those of the class and of its superclasses, and what they extend. */
    Collection<ClassModel> interfaces() {
        return interfaces.values();
    }

    /** The superclasses, then the interfaces. */
    Stream<ClassModel> types() {
        return Stream.concat(superclasses.values().stream(), interfaces.values().stream());
    }

    boolean contains(ClassModel type) {
        return superclasses.containsKey(type.name()) || interfaces.containsKey(type.name());
    }

    /** The method and those that it overrides or implements, nearest first. */
    Stream<MethodModel> allOf(MethodModel method) {
        return types().flatMap(type -> allOf(method, type));
    }

    /** Those of one type; more than one where a compiler has made a bridge. */
    Stream<MethodModel> allOf(MethodModel method, ClassModel type) {
        return type.methods().stream().filter(candidate -> overrides(method, candidate));
    }

    /** Whether a method is another one of these classes, or overrides or implements it. */
    boolean overrides(MethodModel method, MethodModel overridden) {
        if (!method.name().equals(overridden.name())) {
            return false;
        }
        List<TypeModel> parameters = method.parameterTypes();
        List<TypeModel> overriddenParameters = overridden.parameterTypes();
        if (parameters.size() != overriddenParameters.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!isSame(parameters.get(i), method, overriddenParameters.get(i), overridden)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(TypeModel own, MethodModel method, TypeModel other, MethodModel overridden) {
        // Equal in byte code: one of the methods may be a bridge.
        if (own.erasure().equals(other.erasure())) {
            return true;
        }
        TypeModel ownResolved = resolved(own, method.declaringClass());
        TypeModel otherResolved = resolved(other, overridden.declaringClass());
        return isOpen(ownResolved)
                || isOpen(otherResolved)
                || ownResolved.erasure().equals(otherResolved.erasure())
                || (own instanceof TypeModel.Variable && isWrapper(ownResolved, other))
                || (other instanceof TypeModel.Variable && isWrapper(otherResolved, own));
    }

    /** A variable that nobody gives a type may stand for any. */
    private static boolean isOpen(TypeModel type) {
        return type instanceof TypeModel.Variable
                || (type instanceof TypeModel.Array array && isOpen(array.component()));
    }

    private static boolean isWrapper(TypeModel wrapper, TypeModel primitive) {
        return wrapper.erasure().equals(WRAPPERS.get(primitive.erasure()));
    }

    /** A type that a class of this hierarchy names, with its variable replaced. */
    TypeModel resolved(TypeModel type, ClassModel declaring) {
        if (type instanceof TypeModel.Array array) {
            return new TypeModel.Array(resolved(array.component(), declaring));
        }
        if (type instanceof TypeModel.Variable variable) {
            return arguments.getOrDefault(new VariableKey(declaring.name(), variable.name()), variable);
        }
        return type;
    }
}
