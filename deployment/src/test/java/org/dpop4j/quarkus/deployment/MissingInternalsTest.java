package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

@DisplayName("issue 13: what a version of Quarkus lacks is found by the build, not by requests")
class MissingInternalsTest {
    /** Uses Quarkus in all ways. */
    static class User {
        private StartupEvent event;

        static Uni<String> use(RoutingContext context, SecurityIdentity identity) {
            Function<SecurityIdentity, RoutingContext> read = HttpSecurityUtils::getRoutingContextAttribute;
            Object named = HttpSecurityUtils.class;
            return Uni.createFrom().item(() -> read.apply(identity) + String.valueOf(named) + context.normalizedPath());
        }
    }

    private static byte[] classFile(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class as it would be if it had been compiled against members, or classes, of other names. */
    private static byte[] using(String name, String other) {
        ClassWriter out = new ClassWriter(0);
        new ClassReader(classFile(User.class))
                .accept(
                        new ClassRemapper(out, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String type) {
                                return type.equals(name) ? other : type;
                            }

                            @Override
                            public String mapMethodName(String owner, String method, String descriptor) {
                                return method.equals(name) ? other : method;
                            }
                        }),
                        0);
        return out.toByteArray();
    }

    private static Set<String> missing(byte[]... classFiles) {
        return MissingInternals.of(Stream.of(classFiles), MissingInternalsTest.class.getClassLoader());
    }

    @Test
    void findsNothingWhereAllIsThere() {
        assertEquals(Set.of(), missing(classFile(User.class)));
    }

    @Test
    void findsAMethodThatIsCalled() {
        assertEquals(
                Set.of("io.vertx.ext.web.RoutingContext.wirePath()Ljava/lang/String;"),
                missing(using("normalizedPath", "wirePath")));
    }

    @Test
    void findsAMethodThatIsReferredTo() {
        Set<String> missing = missing(using("getRoutingContextAttribute", "routingContext"));
        assertEquals(1, missing.size(), missing::toString);
        assertTrue(
                missing.iterator()
                        .next()
                        .startsWith("io.quarkus.vertx.http.runtime.security.HttpSecurityUtils.routingContext("),
                missing::toString);
    }

    @Test
    void findsAClass() {
        assertEquals(
                Set.of("io.quarkus.runtime.Start"),
                missing(using("io/quarkus/runtime/StartupEvent", "io/quarkus/runtime/Start")));
    }

    /** As if the interface had got another method since. */
    abstract static class Older implements Comparator<String> {}

    @Test
    void findsAMethodThatAnInterfaceWants() {
        ClassWriter out = new ClassWriter(0);
        new ClassReader(classFile(Older.class))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, out) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String parent,
                                    String[] interfaces) {
                                super.visit(version, 0, name, signature, parent, interfaces);
                            }
                        },
                        0);
        Set<String> missing = missing(out.toByteArray());
        assertEquals(1, missing.size(), missing::toString);
        assertTrue(missing.iterator().next().contains("Comparator.compare("), missing::toString);
    }
}
