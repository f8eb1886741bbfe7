package org.echt.app.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The compiled classes of the program, and which method a call may reach in them. Names are internal: {@code a/b/C}. */
final class Program {
    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();

    /** All classes under some folders. */
    static Program of(List<Path> folders) {
        var program = new Program();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                files.filter(f -> f.toString().endsWith(".class") && !f.endsWith("module-info.class"))
                        .forEach(program::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return program;
    }

    private void add(Path file) {
        try {
            var model = ClassFile.of().parse(file);
            var name = model.thisClass().asInternalName();
            classes.put(name, model);
            declared.put(name, model.methods().stream().map(Program::signature).collect(Collectors.toSet()));
            model.superclass().ifPresent(s -> below(s.asInternalName()).add(name));
            model.interfaces().forEach(i -> below(i.asInternalName()).add(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> below(String name) {
        return below.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    }

    Iterable<ClassModel> classes() {
        return classes.values();
    }

    boolean has(String type) {
        return classes.containsKey(type);
    }

    /** The class that declares a field named through one of its subclasses. */
    String fieldOwner(String owner, String field) {
        for (var type = owner; type != null; type = above(type)) {
            var model = classes.get(type);
            if (model != null
                    && model.fields().stream().anyMatch(f -> f.fieldName().equalsString(field))) {
                return type;
            }
        }
        return owner;
    }

    /** Every method of the program that a call of {@code owner.method} may run; {@code method} is name and descriptor. */
    List<String> targets(String owner, String method) {
        return targets.computeIfAbsent(owner + "." + method, _ -> {
            var found = new LinkedHashSet<String>();
            for (var type = owner; type != null && found.isEmpty(); type = above(type)) {
                inherited(type, method, found);
            }
            overriding(owner, method, found);
            return List.copyOf(found);
        });
    }

    /** The method that {@code owner.method} names itself, not those of subclasses. */
    List<String> inherited(String owner, String method) {
        var found = new LinkedHashSet<String>();
        inherited(owner, method, found);
        return List.copyOf(found);
    }

    /** The methods by which an object of a class of the program says what it is; of other classes none. */
    List<String> says(String type) {
        return classes.containsKey(type) ? targets(type, "toString()Ljava/lang/String;") : List.of();
    }

    /** A field: its name, and its class where it is one. */
    record Field(String name, String type) {}

    List<Field> fields(String type) {
        return Objects.requireNonNull(classes.get(type)).fields().stream()
                .map(f -> new Field(f.fieldName().stringValue(), MethodFlow.name(f.fieldTypeSymbol())))
                .toList();
    }

    private void inherited(String type, String method, Set<String> found) {
        declaring(type, method, found);
        var model = classes.get(type);
        if (found.isEmpty() && model != null) {
            model.interfaces().forEach(i -> inherited(i.asInternalName(), method, found));
        }
    }

    private void overriding(String type, String method, Set<String> found) {
        for (var sub : below.getOrDefault(type, Set.of())) {
            declaring(sub, method, found);
            overriding(sub, method, found);
        }
    }

    private void declaring(String type, String method, Set<String> found) {
        if (declared.getOrDefault(type, Set.of()).contains(method)) {
            found.add(type + "." + method);
        }
    }

    private @Nullable String above(String type) {
        var model = classes.get(type);
        return model == null
                ? null
                : model.superclass().map(s -> s.asInternalName()).orElse(null);
    }

    /** Whether a class, of the program or not, is an exception. */
    static boolean isThrowable(String type) {
        try {
            return !type.isEmpty()
                    && Throwable.class.isAssignableFrom(
                            Class.forName(type.replace('/', '.'), false, Program.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("a class that the program names is not there", e);
        }
    }

    static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }
}
