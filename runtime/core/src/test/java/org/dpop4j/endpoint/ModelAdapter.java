package org.dpop4j.endpoint;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a server looks at classes, for the contracts that all of them have to fulfil. */
public interface ModelAdapter {
    ApplicationModel application(Set<Class<?>> classes);

    ClassModel classOf(ApplicationModel application, Class<?> type);

    /** An application of these classes and all of ours that they inherit from or are annotated with. */
    default ApplicationModel application(Class<?>... classes) {
        Set<Class<?>> found = new LinkedHashSet<>();
        ArrayDeque<Class<?>> queue = new ArrayDeque<>(List.of(classes));
        while (!queue.isEmpty()) {
            Class<?> type = queue.remove();
            if (type.getName().startsWith("org.dpop4j.endpoint.") && found.add(type)) {
                supertypesOf(type).forEach(queue::add);
                elementsOf(type)
                        .flatMap(element -> Stream.of(element.getDeclaredAnnotations()))
                        .map(Annotation::annotationType)
                        .forEach(queue::add);
            }
        }
        return application(found);
    }

    private static Stream<AnnotatedElement> elementsOf(Class<?> type) {
        List<Executable> executables = Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                .<Executable>flatMap(Arrays::stream)
                .toList();
        return Stream.of(
                        Stream.of(type),
                        executables.stream(),
                        executables.stream().flatMap(executable -> Stream.of(executable.getParameters())),
                        Stream.of(type.getDeclaredFields()))
                .flatMap(elements -> elements);
    }

    private static Stream<Class<?>> supertypesOf(Class<?> type) {
        @Nullable Class<?> superclass = type.getSuperclass();
        return Stream.concat(Stream.ofNullable(superclass), Stream.of(type.getInterfaces()));
    }

    /** A method by its name, which is that of one only, or of one with these parameters in byte code. */
    default EndpointModel endpoint(ApplicationModel application, Class<?> type, String name, String... parameters) {
        ClassModel endpointClass = classOf(application, type);
        MethodModel method = Hierarchy.of(endpointClass)
                .types()
                .flatMap(declaring -> declaring.methods().stream())
                .filter(candidate -> candidate.name().equals(name) && !candidate.isSynthetic())
                .filter(candidate -> parameters.length == 0
                        || candidate.parameterTypes().stream()
                                .map(TypeModel::erasure)
                                .toList()
                                .equals(List.of(parameters)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + "#" + name));
        return new EndpointModel(method, endpointClass);
    }
}
