package org.dpop4j.jakarta.rest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dpop4j.endpoint.AnnotationModel;
import org.dpop4j.endpoint.ApplicationModel;
import org.dpop4j.endpoint.ClassModel;
import org.dpop4j.endpoint.ElementModel;
import org.dpop4j.endpoint.EndpointModel;
import org.dpop4j.endpoint.MethodModel;
import org.dpop4j.endpoint.RestAnnotations;
import org.dpop4j.endpoint.TypeModel;
import org.jspecify.annotations.Nullable;

/** The classes that the container has found, as reflection shows them to the rules. */
final class ReflectedApplication implements ApplicationModel {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private final List<Class<?>> classes;
    private final Map<String, Set<ElementModel>> elements = new LinkedHashMap<>();

    /** @param classes those that have annotations of Jakarta REST or of ours, and the {@code Application}s */
    ReflectedApplication(Collection<Class<?>> classes) {
        this.classes = List.copyOf(classes);
        for (Class<?> type : this.classes) {
            whereUsable(type, () -> elementsOf(type)).orElse(List.of()).forEach(this::add);
        }
    }

    /** A class of some library may be of no use here, and so protects nothing in any case. */
    private static <T> Optional<T> whereUsable(Class<?> type, Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, () -> "Not looked at: " + type.getName(), e);
            return Optional.empty();
        }
    }

    private static List<ElementModel> elementsOf(Class<?> type) {
        List<ElementModel> elements = new ArrayList<>();
        elements.add(new ReflectedClass(type));
        for (Method method : type.getDeclaredMethods()) {
            elements.add(new ReflectedMethod(method));
            elements.addAll(parametersOf(method, method.getName()));
        }
        Stream.of(type.getDeclaredConstructors()).forEach(constructor -> {
            elements.add(new OtherElement(constructor, type.getName() + "#<init>"));
            elements.addAll(parametersOf(constructor, "<init>"));
        });
        Stream.of(type.getDeclaredFields())
                .forEach(field -> elements.add(new OtherElement(field, type.getName() + "#" + field.getName())));
        return elements;
    }

    private static List<ElementModel> parametersOf(Executable executable, String name) {
        String place = "a parameter of " + executable.getDeclaringClass().getName() + "#" + name;
        return Stream.of(executable.getParameters())
                .<ElementModel>map(parameter -> new OtherElement(parameter, place))
                .toList();
    }

    private void add(ElementModel element) {
        for (AnnotationModel annotation : element.annotations()) {
            Set<ElementModel> annotated = elements.get(annotation.type().name());
            if (annotated == null) {
                annotated = new LinkedHashSet<>();
                elements.put(annotation.type().name(), annotated);
                add(annotation.type());
            }
            annotated.add(element);
        }
    }

    @Override
    public Collection<ClassModel> subtypesOf(String className) {
        return classes.stream()
                .filter(type -> inherits(type, className))
                .map(ReflectedApplication::classOf)
                .toList();
    }

    private static boolean inherits(@Nullable Class<?> type, String className) {
        return type != null
                && (type.getName().equals(className)
                        || inherits(type.getSuperclass(), className)
                        || Arrays.stream(type.getInterfaces()).anyMatch(declared -> inherits(declared, className)));
    }

    @Override
    public Collection<ElementModel> annotatedWith(String annotation) {
        return elements.getOrDefault(annotation, Set.of());
    }

    /** The resource methods and sub-resource locators of all classes. */
    List<EndpointModel> endpoints() {
        return classes.stream()
                .filter(type -> !type.isAnnotation())
                .flatMap(type -> whereUsable(type, () -> RestAnnotations.endpointsOf(classOf(type))).stream())
                .flatMap(List::stream)
                .toList();
    }

    static ClassModel classOf(Class<?> type) {
        return new ReflectedClass(type);
    }

    static EndpointModel endpointOf(Method method, Class<?> endpointClass) {
        return new EndpointModel(new ReflectedMethod(method), classOf(endpointClass));
    }

    private record ReflectedClass(Class<?> type) implements ClassModel {
        @Override
        public String name() {
            return type.getName();
        }

        @Override
        public boolean isAbstract() {
            return Modifier.isAbstract(type.getModifiers());
        }

        @Override
        public List<String> typeParameters() {
            return Stream.of(type.getTypeParameters())
                    .map(TypeVariable::getName)
                    .toList();
        }

        @Override
        public boolean isAnnotation() {
            return type.isAnnotation();
        }

        @Override
        public Optional<TypeModel.Named> superclass() {
            Class<?> superclass = type.getSuperclass();
            return superclass == null
                    ? Optional.empty()
                    : Optional.of(genericOrRaw(() -> named(type.getGenericSuperclass()), () -> named(superclass)));
        }

        @Override
        public List<TypeModel.Named> interfaces() {
            return genericOrRaw(
                    () -> Stream.of(type.getGenericInterfaces())
                            .map(ReflectedApplication::named)
                            .toList(),
                    () -> Stream.of(type.getInterfaces())
                            .map(ReflectedApplication::named)
                            .toList());
        }

        @Override
        public List<MethodModel> methods() {
            return Stream.of(type.getDeclaredMethods())
                    .<MethodModel>map(ReflectedMethod::new)
                    .toList();
        }

        @Override
        public List<AnnotationModel> annotations() {
            return annotationsOf(type);
        }
    }

    private record ReflectedMethod(Method method) implements MethodModel {
        @Override
        public String name() {
            return method.getName();
        }

        @Override
        public ClassModel declaringClass() {
            return classOf(method.getDeclaringClass());
        }

        @Override
        public List<TypeModel> parameterTypes() {
            return genericOrRaw(
                    () -> typesOf(method.getGenericParameterTypes()), () -> typesOf(method.getParameterTypes()));
        }

        @Override
        public boolean isSynthetic() {
            return method.isSynthetic();
        }

        @Override
        public TypeModel returnType() {
            return genericOrRaw(() -> typeOf(method.getGenericReturnType()), () -> typeOf(method.getReturnType()));
        }

        @Override
        public List<AnnotationModel> annotations() {
            return annotationsOf(method);
        }
    }

    private record ReflectedAnnotation(Annotation annotation) implements AnnotationModel {
        @Override
        public ClassModel type() {
            return classOf(annotation.annotationType());
        }

        @Override
        public Optional<String> value(String member) {
            try {
                Object value = annotation.annotationType().getMethod(member).invoke(annotation);
                return Optional.of(value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
            } catch (ReflectiveOperationException e) {
                return Optional.empty();
            }
        }
    }

    private record OtherElement(AnnotatedElement element, String place) implements ElementModel {
        @Override
        public List<AnnotationModel> annotations() {
            return annotationsOf(element);
        }
    }

    private static List<AnnotationModel> annotationsOf(AnnotatedElement element) {
        return Stream.of(element.getDeclaredAnnotations())
                .<AnnotationModel>map(ReflectedAnnotation::new)
                .toList();
    }

    private static List<TypeModel> typesOf(Type[] types) {
        return Stream.of(types).map(ReflectedApplication::typeOf).toList();
    }

    private static TypeModel typeOf(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return new TypeModel.Variable(
                    variable.getGenericDeclaration() instanceof Class<?> ? variable.getName() : "",
                    erasureOf(variable));
        }
        if (type instanceof GenericArrayType array) {
            return new TypeModel.Array(typeOf(array.getGenericComponentType()));
        }
        if (type instanceof WildcardType wildcard) {
            return typeOf(wildcard.getUpperBounds()[0]);
        }
        return type instanceof Class<?> array && array.isArray()
                ? new TypeModel.Array(typeOf(array.getComponentType()))
                : named(type);
    }

    private static TypeModel.Named named(Type type) {
        return type instanceof ParameterizedType generic
                ? new TypeModel.Named(
                        classOf((Class<?>) generic.getRawType()), typesOf(generic.getActualTypeArguments()))
                : new TypeModel.Named(classOf((Class<?>) type), List.of());
    }

    private static String erasureOf(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return erasureOf(variable.getBounds()[0]);
        }
        return (type instanceof ParameterizedType generic ? generic.getRawType() : type).getTypeName();
    }

    /** Generics may name classes that are not there. */
    private static <T> T genericOrRaw(Supplier<T> generic, Supplier<T> raw) {
        try {
            return generic.get();
        } catch (TypeNotPresentException | MalformedParameterizedTypeException | LinkageError e) {
            return raw.get();
        }
    }
}
