package org.dpop4j.quarkus.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A change to classes: each {@code @DPoPRequired} becomes {@code @DPoPRequired(nonce = NoncePolicy.REQUIRED)}. */
final class AddedNonces extends ClassVisitor {
    private AddedNonces(ClassVisitor changed) {
        super(Opcodes.ASM9, changed);
    }

    /** Adds a class and those that are declared in it, changed. */
    static void add(Class<?> type, JavaArchive jar) {
        Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())).forEach(each -> {
            String file = each.getName().replace('.', '/') + ".class";
            jar.add(new ByteArrayAsset(changed(file)), file);
        });
    }

    private static byte[] changed(String file) {
        ClassWriter changed = new ClassWriter(0);
        try (InputStream in = AddedNonces.class.getClassLoader().getResourceAsStream(file)) {
            new ClassReader(in).accept(new AddedNonces(changed), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return changed.toByteArray();
    }

    @Override
    public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        return withNonce(annotation, super.visitAnnotation(annotation, visible));
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, method) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return withNonce(annotation, super.visitAnnotation(annotation, visible));
            }
        };
    }

    private static AnnotationVisitor withNonce(String annotation, AnnotationVisitor values) {
        if (annotation.equals(Type.getDescriptor(DPoPRequired.class))) {
            values.visitEnum("nonce", Type.getDescriptor(NoncePolicy.class), NoncePolicy.REQUIRED.name());
        }
        return values;
    }
}
