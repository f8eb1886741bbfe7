package org.echt.app.privacy;

import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.echt.app.privacy.Graph.Way;
import org.jspecify.annotations.Nullable;

/**
 * What flows where in the whole program. A field is one place for all objects of its class; a call goes to every method that
 * it may run; a method of a library gives back, and puts into its receiver, what it was given, and hands it to the lambdas
 * among its arguments. What cannot flow here cannot flow, but through numbers, reflection, what is kept outside, or a class
 * of ours that is called as a {@code java.util.function}.
 */
final class Flows {
    /** What is given away here leaves the program. */
    record Sink(String name, Predicate<Call> takes) {}

    /**
     * A call in the program.
     *
     * @param owner class it names
     * @param method name and descriptor
     * @param from the method it is in
     * @param isStatic whether it has no receiver
     * @param isExact whether no subclass can answer it
     */
    record Call(String owner, String method, String from, boolean isStatic, boolean isExact) {
        String name() {
            return method.substring(0, method.indexOf('('));
        }
    }

    /** A method run from somewhere: what is handed in, and where what it gives back arrives; null for what is nowhere. */
    private record Site(
            String method,
            String from,
            List<@Nullable String> in,
            @Nullable String out) {}

    private record Lambda(DirectMethodHandleDesc body, List<@Nullable String> captured, String place) {}

    /** Whatever is behind a place may be called here. */
    private record Callback(String from, List<@Nullable String> in, List<String> out) {}

    /** Objects of these classes hold nothing that they are given, or nothing that comes out again. */
    private static final Set<String> UNCHANGING = Set.of(
            "java/lang/String",
            "java/lang/Class",
            "java/lang/Enum",
            "java/util/regex/Pattern",
            "java/util/Optional",
            "java/util/Objects",
            "java/nio/file/Path",
            "java/net/URI");

    /** Objects that are the same for all, and only make and read others. */
    private static final Set<String> MAKERS = Set.of(
            "tools/jackson/databind/node/JsonNodeFactory",
            "tools/jackson/databind/json/JsonMapper",
            "tools/jackson/databind/ObjectMapper");

    /** What is in the database came there through a statement; what was answered is not read again. */
    private static final Set<String> OUTSIDE =
            Set.of("java/sql/", "io/helidon/webserver/http/ServerResponse", "io/helidon/webserver/http/HttpRouting");

    private static final Set<String> READING =
            Set.of("equals", "contains", "containsKey", "get", "getOrDefault", "indexOf", "compareTo", "matcher");

    private final Program program;
    private final List<Sink> sinks;
    private final Graph graph;
    private final List<Lambda> lambdas = new ArrayList<>();
    private final Map<String, List<Callback>> callbacks = new HashMap<>();
    /** By the method that is run. */
    private final Map<String, List<Site>> sites = new HashMap<>();

    private Flows(Program program, List<Sink> sinks, Graph graph) {
        this.program = program;
        this.sinks = sinks;
        this.graph = graph;
    }

    /** @param walls places through which nothing goes */
    static Graph of(Program program, List<Sink> sinks, Set<String> walls) {
        var flows = new Flows(program, sinks, new Graph(walls));
        for (var model : program.classes()) {
            var owner = model.thisClass().asInternalName();
            for (var method : model.methods()) {
                method.code().ifPresent(code -> MethodFlow.add(flows, owner, method, code));
            }
        }
        flows.lambdas.forEach(flows::connect);
        flows.passages();
        return flows.graph;
    }

    Graph graph() {
        return graph;
    }

    String field(String owner, String name) {
        return "field " + program.fieldOwner(owner, name) + "." + name;
    }

    /** All that the generated text of a record says. */
    void allFields(String owner, String to) {
        program.fields(owner).forEach(f -> text(field(owner, f.name()), f.type(), to));
    }

    /** What is at a place, and what an object of its class says of itself, may be at another. */
    void text(@Nullable String from, String type, @Nullable String to) {
        if (to == null) {
            return;
        }
        if (from != null) {
            graph.add(from, to, Way.ALONG);
        }
        for (var method : program.says(type)) {
            graph.add(MethodFlow.result(method), to, Way.OUT);
        }
    }

    void call(Call call, List<@Nullable String> arguments, List<String> types, String result) {
        for (var sink : sinks) {
            if (sink.takes().test(call)) {
                give(call, arguments, types, sink);
                return;
            }
        }
        var targets = targets(call);
        targets.forEach(target -> enter(new Site(target, call.from(), arguments, result)));
        if (targets.isEmpty()) {
            library(call, arguments, types, result);
        }
        callbacks(call, arguments, result, targets.isEmpty());
    }

    private List<String> targets(Call call) {
        if (call.owner().startsWith("java/util/function/")) {
            return List.of(); // Lambdas are followed to where they are called.
        }
        return call.isExact()
                ? program.inherited(call.owner(), call.method())
                : program.targets(call.owner(), call.method());
    }

    private void give(Call call, List<@Nullable String> arguments, List<String> types, Sink sink) {
        for (int i = call.isStatic() ? 0 : 1; i < arguments.size(); i++) {
            // What an exception says was looked at where it was made.
            if (!Program.isThrowable(types.get(i))) {
                text(arguments.get(i), types.get(i), sink.name() + " in " + call.from());
            }
        }
    }

    /** A library hands what it has to the lambdas it is given; our own methods show themselves what they hand on. */
    private void callbacks(Call call, List<@Nullable String> arguments, String result, boolean isLibrary) {
        var receiver = call.isStatic() ? null : arguments.getFirst();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument == null) {
                continue;
            }
            var in = new ArrayList<>(isLibrary ? arguments : List.of());
            in.remove(argument);
            var out = new ArrayList<>(List.of(result));
            if (isLibrary && i > 0 && receiver != null) {
                out.add(receiver);
            }
            callbacks.computeIfAbsent(argument, _ -> new ArrayList<>()).add(new Callback(call.from(), in, out));
        }
    }

    /** What was put into an object that is at a place. */
    static String filled(String place) {
        return place + " filled";
    }

    /** What is handed in arrives as parameters; what the method gives back, and puts into them, comes out. */
    private void enter(Site site) {
        sites.computeIfAbsent(site.method(), _ -> new ArrayList<>()).add(site);
        for (int i = 0; i < site.in().size(); i++) {
            var argument = site.in().get(i);
            if (argument != null) {
                graph.copy(argument, MethodFlow.parameter(site.method(), i), Way.IN);
                graph.add(MethodFlow.filled(site.method(), i), argument, Way.OUT);
                graph.add(MethodFlow.filled(site.method(), i), filled(argument), Way.OUT);
            }
        }
        if (site.out() != null) {
            graph.copy(MethodFlow.result(site.method()), site.out(), Way.OUT);
        }
    }

    private void library(Call call, List<@Nullable String> arguments, List<String> types, String result) {
        if (OUTSIDE.stream().anyMatch(call.owner()::startsWith)) {
            return;
        }
        var receiver = call.isStatic() ? null : arguments.getFirst();
        boolean holds = !MAKERS.contains(call.owner());
        boolean changes = holds && !UNCHANGING.contains(call.owner()) && !READING.contains(call.name());
        for (int i = 0; i < arguments.size(); i++) {
            text(arguments.get(i), types.get(i), result);
            if (holds
                    && !types.get(i).equals("java/lang/String")
                    && !call.name().equals("clone")) {
                partOf(arguments.get(i), result);
            }
            if (receiver != null && i > 0 && changes) {
                text(arguments.get(i), types.get(i), receiver);
                text(arguments.get(i), types.get(i), filled(receiver));
            }
        }
    }

    /** What was given back may be a part of what was given, as the list in a map is; what is put into it is in both. */
    private void partOf(@Nullable String whole, String part) {
        if (whole != null) {
            graph.add(filled(part), whole, Way.ALONG);
            graph.add(filled(part), filled(whole), Way.ALONG);
        }
    }

    void lambda(DirectMethodHandleDesc body, List<@Nullable String> captured, String place) {
        lambdas.add(new Lambda(body, captured, place));
    }

    /** A lambda runs wherever it may be called, with what is given there. */
    private void connect(Lambda lambda) {
        var body = lambda.body();
        var owner = MethodFlow.name(body.owner());
        var targets = program.targets(owner, body.methodName() + body.lookupDescriptor());
        for (var place : graph.same(lambda.place())) {
            for (var callback : callbacks.getOrDefault(place, List.of())) {
                targets.forEach(target -> run(lambda, target, callback));
                if (targets.isEmpty()) {
                    pass(lambda, callback);
                }
            }
        }
    }

    private void run(Lambda lambda, String target, Callback callback) {
        var body = lambda.body();
        var kind = body.kind();
        boolean isStatic =
                kind == DirectMethodHandleDesc.Kind.STATIC || kind == DirectMethodHandleDesc.Kind.INTERFACE_STATIC;
        int size = MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).parameterCount() + (isStatic ? 0 : 1);
        var fixed = new ArrayList<@Nullable String>();
        if (kind == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            fixed.add(null);
        }
        fixed.addAll(lambda.captured());
        for (var out : callback.out()) {
            for (var in : callback.in().isEmpty() ? Collections.<@Nullable String>singletonList(null) : callback.in()) {
                var arguments = new ArrayList<>(fixed);
                while (arguments.size() < size) {
                    arguments.add(in);
                }
                enter(new Site(target, callback.from(), arguments, out));
            }
        }
    }

    /** A method of a library gives back what it was given. */
    private void pass(Lambda lambda, Callback callback) {
        for (var out : callback.out()) {
            callback.in().forEach(in -> text(in, "", out));
            lambda.captured().forEach(captured -> text(captured, "", out));
        }
    }

    /** Finds what of the parameters of each method comes out of it, and leads each call past it. */
    private void passages() {
        var todo = new ArrayDeque<>(sites.keySet());
        while (!todo.isEmpty()) {
            var method = todo.remove();
            var called = sites.getOrDefault(method, List.of());
            int size = called.stream().mapToInt(s -> s.in().size()).max().orElse(0);
            for (int i = 0; i < size; i++) {
                var reached = graph.within(MethodFlow.parameter(method, i));
                for (var site : called) {
                    var in = i < site.in().size() ? site.in().get(i) : null;
                    if (in != null && across(site, in, reached)) {
                        todo.add(site.from());
                    }
                }
            }
        }
    }

    private boolean across(Site site, String in, Set<String> reached) {
        boolean anew = site.out() != null
                && reached.contains(MethodFlow.result(site.method()))
                && graph.add(in, site.out(), Way.ACROSS);
        for (int j = 0; j < site.in().size(); j++) {
            var other = site.in().get(j);
            if (other != null && !other.equals(in) && reached.contains(MethodFlow.filled(site.method(), j))) {
                anew |= graph.add(in, other, Way.ACROSS);
                graph.add(in, filled(other), Way.ACROSS);
            }
        }
        return anew;
    }
}
