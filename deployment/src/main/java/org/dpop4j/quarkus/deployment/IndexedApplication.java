package org.dpop4j.quarkus.deployment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dpop4j.endpoint.AnnotationModel;
import org.dpop4j.endpoint.ApplicationModel;
import org.dpop4j.endpoint.ClassModel;
import org.dpop4j.endpoint.ElementModel;
import org.dpop4j.endpoint.EndpointModel;
import org.dpop4j.endpoint.MethodModel;
import org.dpop4j.endpoint.TypeModel;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** The classes of the application, as their index shows them to the rules. */
final class IndexedApplication implements ApplicationModel {
    private final IndexView index;

    IndexedApplication(IndexView index) {
        this.index = index;
    }

    @Override
    public Collection<ClassModel> subtypesOf(String className) {
        DotName name = DotName.createSimple(className);
        return Stream.concat(
                        index.getAllKnownSubclasses(name).stream(), index.getAllKnownImplementations(name).stream())
                .map(this::classOf)
                .toList();
    }

    @Override
    public Collection<ElementModel> annotatedWith(String annotation) {
        return index.getAnnotations(annotation).stream().map(this::elementOf).toList();
    }

    private ElementModel elementOf(AnnotationInstance annotation) {
        AnnotationTarget target = annotation.target();
        return switch (target.kind()) {
            case CLASS -> classOf(target.asClass());
            case METHOD ->
                target.asMethod().isConstructor()
                        ? new OtherElement(this, annotation, place(target.asMethod()))
                        : new IndexedMethod(this, target.asMethod());
            case METHOD_PARAMETER ->
                new OtherElement(
                        this,
                        annotation,
                        "a parameter of " + place(target.asMethodParameter().method()));
            case FIELD ->
                new OtherElement(
                        this,
                        annotation,
                        target.asField().declaringClass().name() + "#"
                                + target.asField().name());
            default -> new OtherElement(this, annotation, target.toString());
        };
    }

    private static String place(MethodInfo method) {
        return method.declaringClass().name() + "#" + method.name();
    }

    /** @param type may be generated and stand in no index */
    ClassModel classOf(ClassInfo type) {
        return new IndexedClass(this, type.name(), type);
    }

    private ClassModel classOf(DotName name) {
        return new IndexedClass(this, name, index.getClassByName(name));
    }

    EndpointModel endpointOf(MethodInfo method, ClassInfo endpointClass) {
        return new EndpointModel(new IndexedMethod(this, method), classOf(endpointClass));
    }

    /** @param info null for what is not in the index */
    private record IndexedClass(
            IndexedApplication application,
            DotName dotName,
            @Nullable ClassInfo info) implements ClassModel {
        @Override
        public String name() {
            return dotName.toString();
        }

        @Override
        public boolean isAbstract() {
            return info != null && info.isAbstract();
        }

        @Override
        public boolean isAnnotation() {
            return info != null && info.isAnnotation();
        }

        @Override
        public List<String> typeParameters() {
            return info == null ? List.of() : identifiers(info.typeParameters());
        }

        @Override
        public Optional<TypeModel.Named> superclass() {
            return Optional.ofNullable(info)
                    .map(ClassInfo::superClassType)
                    .map(type -> application.named(type, List.of()));
        }

        @Override
        public List<TypeModel.Named> interfaces() {
            return info == null
                    ? List.of()
                    : info.interfaceTypes().stream()
                            .map(type -> application.named(type, List.of()))
                            .toList();
        }

        @Override
        public List<MethodModel> methods() {
            return info == null
                    ? List.of()
                    : info.methods().stream()
                            .filter(method -> !method.isConstructor() && !method.isStaticInitializer())
                            .<MethodModel>map(method -> new IndexedMethod(application, method))
                            .toList();
        }

        @Override
        public List<AnnotationModel> annotations() {
            return info == null ? List.of() : application.annotationsOn(info);
        }
    }

    private record IndexedMethod(IndexedApplication application, MethodInfo info) implements MethodModel {
        @Override
        public String name() {
            return info.name();
        }

        @Override
        public List<TypeModel> parameterTypes() {
            return info.parameterTypes().stream().map(this::typeOf).toList();
        }

        @Override
        public ClassModel declaringClass() {
            return application.classOf(info.declaringClass());
        }

        @Override
        public TypeModel returnType() {
            return typeOf(info.returnType());
        }

        @Override
        public boolean isSynthetic() {
            return info.isSynthetic();
        }

        private TypeModel typeOf(Type type) {
            return application.typeOf(type, identifiers(info.typeParameters()));
        }

        @Override
        public List<AnnotationModel> annotations() {
            return application.annotationsOn(info);
        }
    }

    private record IndexedAnnotation(IndexedApplication application, AnnotationInstance instance)
            implements AnnotationModel {
        @Override
        public ClassModel type() {
            return application.classOf(instance.name());
        }

        @Override
        public Optional<String> value(String member) {
            return Optional.ofNullable(instance.value(member))
                    .map(value ->
                            value.kind() == AnnotationValue.Kind.ENUM ? value.asEnum() : String.valueOf(value.value()));
        }
    }

    private record OtherElement(IndexedApplication application, AnnotationInstance annotation, String place)
            implements ElementModel {
        @Override
        public List<AnnotationModel> annotations() {
            AnnotationTarget target = annotation.target();
            return target.isDeclaration()
                    ? application.annotationsOn(target)
                    : List.of(new IndexedAnnotation(application, annotation));
        }
    }

    private List<AnnotationModel> annotationsOn(AnnotationTarget declaration) {
        return declaration.declaredAnnotations().stream()
                .filter(AnnotationInstance::runtimeVisible)
                .<AnnotationModel>map(instance -> new IndexedAnnotation(this, instance))
                .toList();
    }

    private static List<String> identifiers(List<? extends Type> variables) {
        return variables.stream()
                .map(variable -> variable.asTypeVariable().identifier())
                .toList();
    }

    /** @param own the type variables of the method that names the type */
    private TypeModel typeOf(Type type, List<String> own) {
        return switch (type.kind()) {
            case TYPE_VARIABLE -> variable(type.asTypeVariable().identifier(), type, own);
            case TYPE_VARIABLE_REFERENCE ->
                variable(type.asTypeVariableReference().identifier(), type, own);
            case UNRESOLVED_TYPE_VARIABLE ->
                variable(type.asUnresolvedTypeVariable().identifier(), type, own);
            case ARRAY -> new TypeModel.Array(typeOf(type.asArrayType().componentType(), own));
            case WILDCARD_TYPE -> typeOf(type.asWildcardType().extendsBound(), own);
            default -> named(type, own);
        };
    }

    private static TypeModel variable(String identifier, Type type, List<String> own) {
        return new TypeModel.Variable(
                own.contains(identifier) ? "" : identifier, type.name().toString());
    }

    private TypeModel.Named named(Type type, List<String> own) {
        List<TypeModel> arguments = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? type.asParameterizedType().arguments().stream()
                        .map(argument -> typeOf(argument, own))
                        .toList()
                : List.of();
        return new TypeModel.Named(classOf(type.name()), arguments);
    }
}
