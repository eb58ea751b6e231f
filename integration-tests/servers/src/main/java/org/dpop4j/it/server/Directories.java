package org.dpop4j.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** The directories that belong to one start of a server. */
final class Directories {
    private Directories() {}

    /** A new one; what an earlier start has left there is gone. */
    static Path create(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path path : walk(directory).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        return Files.createDirectories(directory);
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path path : walk(from).toList()) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    static void deploy(List<War> wars, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (War war : wars) {
            Path target = directory.resolve(war.name() + ".war");
            if (war.file().isPresent()) {
                Files.copy(war.file().get(), target);
            } else {
                war.archive().as(ZipExporter.class).exportTo(target.toFile());
            }
        }
    }

    private static Stream<Path> walk(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList().stream();
        }
    }
}
