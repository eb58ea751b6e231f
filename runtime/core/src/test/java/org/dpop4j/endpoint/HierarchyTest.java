package org.dpop4j.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** H-123: what no Java compiler makes, with classes made by hand. The rest is in {@link PolicyResolverContract}. */
class HierarchyTest {
    private final Type crud = new Type("Crud").variable("K");
    private final Type longs = new Type("java.lang.Long");

    @Test
    @DisplayName("Kotlin implements find(K) for Long as find(long)")
    void aPrimitiveImplementsItsWrapper() {
        Method find = crud.method("find", new TypeModel.Variable("K", "java.lang.Object"));
        Type resource = new Type("Resource").implementing(crud, longs.named());
        Method ofLong = resource.method("find", new Type("long").named());
        Method ofInt = resource.method("find", new Type("int").named());
        Hierarchy hierarchy = Hierarchy.of(resource);
        assertTrue(hierarchy.overrides(ofLong, find));
        assertTrue(hierarchy.overrides(find, ofLong));
        assertFalse(hierarchy.overrides(ofInt, find));
    }

    @Test
    @DisplayName("without a type variable, a primitive and its wrapper are two types")
    void aPrimitiveIsNotItsWrapper() {
        Type api = new Type("Api");
        Method find = api.method("find", longs.named());
        Type resource = new Type("Resource").implementing(api);
        Method ofLong = resource.method("find", new Type("long").named());
        assertFalse(Hierarchy.of(resource).overrides(ofLong, find));
    }

    @Test
    @DisplayName("a variable of a method is not the one of its class that has the same name")
    void aVariableOfAMethodStandsForAnything() {
        Method find = crud.method("find", new TypeModel.Variable("", "java.lang.Object"));
        Type resource = new Type("Resource").implementing(crud, longs.named());
        assertTrue(Hierarchy.of(resource).overrides(resource.method("find", new Type("Other").named()), find));
    }

    @Test
    @DisplayName("where a class is known by its name only, its subclasses are known all the same")
    void goesAsFarAsIsKnown() {
        Type resource = new Type("Resource").extending(new Type("Unknown"));
        Hierarchy hierarchy = Hierarchy.of(resource);
        assertEquals(
                List.of("Resource", "Unknown"),
                hierarchy.superclasses().stream().map(ClassModel::name).toList());
        assertTrue(hierarchy.contains(resource));
    }

    @Test
    @DisplayName("there is an end to a hierarchy that names a supertype twice, and Object is none")
    void looksAtEachTypeOnce() {
        Type api = new Type("Api");
        Type base = new Type("Base").implementing(api).extending(new Type("java.lang.Object"));
        Type resource = new Type("Resource").extending(base).implementing(api);
        assertEquals(
                List.of("Resource", "Base", "Api"),
                Hierarchy.of(resource).types().map(ClassModel::name).toList());
    }

    private static final class Type implements ClassModel {
        private final String name;
        private final List<String> typeParameters = new ArrayList<>();
        private final List<TypeModel.Named> interfaces = new ArrayList<>();
        private final List<MethodModel> methods = new ArrayList<>();
        private Optional<TypeModel.Named> superclass = Optional.empty();

        Type(String name) {
            this.name = name;
        }

        Type variable(String variable) {
            typeParameters.add(variable);
            return this;
        }

        Type implementing(Type type, TypeModel... arguments) {
            interfaces.add(new TypeModel.Named(type, List.of(arguments)));
            return this;
        }

        Type extending(Type type) {
            superclass = Optional.of(type.named());
            return this;
        }

        TypeModel.Named named() {
            return new TypeModel.Named(this, List.of());
        }

        Method method(String methodName, TypeModel parameter) {
            Method method = new Method(this, methodName, List.of(parameter));
            methods.add(method);
            return method;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isAbstract() {
            return false;
        }

        @Override
        public boolean isAnnotation() {
            return false;
        }

        @Override
        public List<String> typeParameters() {
            return typeParameters;
        }

        @Override
        public Optional<TypeModel.Named> superclass() {
            return superclass;
        }

        @Override
        public List<TypeModel.Named> interfaces() {
            return interfaces;
        }

        @Override
        public List<MethodModel> methods() {
            return methods;
        }

        @Override
        public List<AnnotationModel> annotations() {
            return List.of();
        }
    }

    private record Method(ClassModel declaringClass, String name, List<TypeModel> parameterTypes)
            implements MethodModel {
        @Override
        public boolean isSynthetic() {
            return false;
        }

        @Override
        public TypeModel returnType() {
            return new Type("void").named();
        }

        @Override
        public List<AnnotationModel> annotations() {
            return List.of();
        }
    }
}
