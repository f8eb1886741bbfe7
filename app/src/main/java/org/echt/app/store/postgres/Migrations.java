package org.echt.app.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The migrations this release knows. */
public final class Migrations {
    private static final String FOLDER = "db/migration";
    /** A file, because a jar need not list its folders. */
    private static final String FIRST = FOLDER + "/V1__foundation.sql";

    private static final Pattern SCRIPT = Pattern.compile("(?:.*/)?V([0-9]{1,6})__[a-z_]+\\.sql");

    private Migrations() {}

    /** Number of the newest one. */
    public static int newest() {
        var first = Objects.requireNonNull(Migrations.class.getClassLoader().getResource(FIRST));
        try {
            return names(first).stream()
                    .map(SCRIPT::matcher)
                    .filter(m -> m.matches())
                    .mapToInt(m -> Integer.parseInt(m.group(1)))
                    .max()
                    .orElseThrow();
        } catch (IOException | URISyntaxException e) {
            throw new UncheckedIOException(new IOException("the migrations cannot be listed", e));
        }
    }

    private static Collection<String> names(URL first) throws IOException, URISyntaxException {
        if (first.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER + "/"))
                    .toList();
        }
        try (var files = Files.list(Path.of(new URI(first.toString())).resolveSibling(""))) {
            return List.copyOf(files.map(Path::toString).toList());
        }
    }
}
