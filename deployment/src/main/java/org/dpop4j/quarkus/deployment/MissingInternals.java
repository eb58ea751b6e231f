package org.dpop4j.quarkus.deployment;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds what our classes use of Quarkus, and what of it the application's version of Quarkus does not have. A build that
 * finds nothing has no request that ends as {@link NoSuchMethodError}.
 */
final class MissingInternals {
    /** Of Quarkus, and of what comes with it. */
    private static final List<String> ROOTS =
            List.of("io/quarkus/", "io/smallrye/", "io/vertx/", "org/jboss/resteasy/", "org/eclipse/microprofile/");

    private final ClassLoader quarkus;
    private final Set<String> missing = new TreeSet<>();

    private MissingInternals(ClassLoader quarkus) {
        this.quarkus = quarkus;
    }

    /**
     * @param classFiles ours
     * @param quarkus sees our classes, and those of the application's Quarkus
     * @return classes and members, sorted, as a message names them
     */
    static Set<String> of(Stream<byte[]> classFiles, ClassLoader quarkus) {
        MissingInternals internals = new MissingInternals(quarkus);
        classFiles.forEach(internals::examine);
        return internals.missing;
    }

    private void examine(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        reader.accept(new Uses(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if ((reader.getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0) {
            requireImplementations(reader.getClassName());
        }
    }

    /** What a newer Quarkus wants its interfaces to have. */
    private void requireImplementations(String name) {
        try {
            for (Method method : load(name).getMethods()) {
                if (Modifier.isAbstract(method.getModifiers())) {
                    missing.add("an implementation of " + method + " in "
                            + Type.getObjectType(name).getClassName());
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            missing.add(String.valueOf(e.getMessage()));
        }
    }

    private Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), false, quarkus);
    }

    private void requireType(String internalName) {
        if (isOfQuarkus(internalName)) {
            try {
                load(internalName);
            } catch (ClassNotFoundException | LinkageError e) {
                missing.add(internalName.replace('/', '.'));
            }
        }
    }

    private void requireMember(String owner, String name, String descriptor) {
        if (isOfQuarkus(owner)) {
            try {
                if (!hasMember(load(owner), name, descriptor)) {
                    missing.add(owner.replace('/', '.') + '.' + name + descriptor);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                missing.add(owner.replace('/', '.'));
            }
        }
    }

    private static boolean hasMember(Class<?> owner, String name, String descriptor) {
        boolean isField = !descriptor.startsWith("(");
        boolean isDeclared = isField
                ? Arrays.stream(owner.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals(name)
                                && Type.getDescriptor(field.getType()).equals(descriptor))
                : isDeclaredMethod(owner, name, descriptor);
        return isDeclared
                || Stream.concat(Stream.ofNullable(owner.getSuperclass()), Arrays.stream(owner.getInterfaces()))
                        .anyMatch(parent -> hasMember(parent, name, descriptor))
                || (owner.isInterface() && isDeclaredMethod(Object.class, name, descriptor));
    }

    private static boolean isDeclaredMethod(Class<?> owner, String name, String descriptor) {
        return name.equals("<init>")
                ? Arrays.stream(owner.getDeclaredConstructors())
                        .anyMatch(made -> Type.getConstructorDescriptor(made).equals(descriptor))
                : Arrays.stream(owner.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(name)
                                && Type.getMethodDescriptor(method).equals(descriptor));
    }

    private static boolean isOfQuarkus(String internalName) {
        return ROOTS.stream().anyMatch(internalName::startsWith);
    }

    /** What a class extends, has, calls and reads. */
    private final class Uses extends ClassVisitor {
        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            requireType(parent);
            for (String type : interfaces) {
                requireType(type);
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            requireTypeOf(Type.getType(descriptor));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            Type method = Type.getMethodType(descriptor);
            requireTypeOf(method.getReturnType());
            for (Type argument : method.getArgumentTypes()) {
                requireTypeOf(argument);
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String descriptor, boolean isInterface) {
                    requireMember(owner, called, descriptor);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
                    requireMember(owner, field, descriptor);
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    requireTypeOf(Type.getObjectType(type));
                }

                @Override
                public void visitLdcInsn(Object constant) {
                    if (constant instanceof Type type && type.getSort() != Type.METHOD) {
                        requireTypeOf(type);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String made, String descriptor, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            requireMember(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }
            };
        }

        private void requireTypeOf(Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                requireType(element.getInternalName());
            }
        }
    }
}
