package org.echt.app.privacy;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One method, run with places instead of values: each object on the operand stack is the place it came from, and each
 * instruction that moves one is a way in the graph. Branches are all taken, once; numbers are not followed.
 */
final class MethodFlow {
    /** What is on the stack: where it came from (null for a number or a constant), its class, and whether it is two slots. */
    private record Value(@Nullable String place, String type, boolean wide) {
        static final Value ONE = new Value(null, "", false);
        static final Value TWO = new Value(null, "", true);

        static Value of(ClassDesc type, @Nullable String place) {
            var kind = TypeKind.from(type);
            return kind == TypeKind.REFERENCE ? new Value(place, name(type), false) : number(kind);
        }

        static Value number(TypeKind kind) {
            return kind.slotSize() == 2 ? TWO : ONE;
        }
    }

    private final Flows flows;
    private final String owner;
    private final String self;
    private final Map<Label, List<Value>> expected = new HashMap<>();
    private final Set<Label> handlers = new HashSet<>();
    private final Map<String, String> types = new HashMap<>();
    private final List<LocalVariable> variables = new ArrayList<>();
    private final Set<LocalVariable> inScope = new HashSet<>();
    private final Set<Label> behind = new HashSet<>();
    private List<Value> stack = new ArrayList<>();
    private boolean reachable = true;
    private int at;

    private MethodFlow(Flows flows, String owner, String self) {
        this.flows = flows;
        this.owner = owner;
        this.self = self;
    }

    static void add(Flows flows, String owner, MethodModel method, CodeModel code) {
        var self = owner + "." + Program.signature(method);
        var flow = new MethodFlow(flows, owner, self);
        flow.run(code, method);
    }

    private void run(CodeModel code, MethodModel method) {
        for (var element : code) {
            switch (element) {
                case ExceptionCatch caught -> handlers.add(caught.handler());
                case LocalVariable variable -> variables.add(variable);
                default -> {}
            }
        }
        var elements = code.elementList();
        lookBehind(elements, 0);
        parameters(method.methodTypeSymbol(), method.flags().has(AccessFlag.STATIC));
        for (int i = 0; i < elements.size(); i++) {
            lookBehind(elements, i + 1);
            step(elements.get(i));
        }
    }

    /** The labels between one instruction and the next. */
    private void lookBehind(List<CodeElement> elements, int from) {
        behind.clear();
        for (int i = from; i < elements.size() && !(elements.get(i) instanceof Instruction); i++) {
            if (elements.get(i) instanceof LabelTarget label) {
                behind.add(label.label());
            }
        }
    }

    /** Where a parameter of a method arrives; the receiver is the first. */
    static String parameter(String method, int index) {
        return method + " #" + index;
    }

    /** What a method puts into what it was given. */
    static String filled(String method, int index) {
        return method + " filled #" + index;
    }

    /** What a method gives back. */
    static String result(String method) {
        return method + " =>";
    }

    /** The class behind a descriptor; of an array nothing. */
    static String name(ClassDesc type) {
        var text = type.descriptorString();
        return text.startsWith("L") ? text.substring(1, text.length() - 1) : "";
    }

    private void parameters(MethodTypeDesc type, boolean isStatic) {
        int slot = 0;
        int index = 0;
        if (!isStatic) {
            types.put(local(slot), owner);
            arrive(index++, slot++);
        }
        for (var parameter : type.parameterList()) {
            if (!parameter.isPrimitive()) {
                types.put(local(slot), name(parameter));
                arrive(index, slot);
            }
            index++;
            slot += TypeKind.from(parameter).slotSize();
        }
    }

    private void arrive(int index, int slot) {
        flows.graph().copy(parameter(self, index), local(slot), Graph.Way.ALONG);
        flows.graph().copy(Flows.filled(local(slot)), filled(self, index), Graph.Way.ALONG);
    }

    /** A slot holds one variable after another; one begins behind the instruction that fills it. */
    private String local(int slot) {
        return local(slot, v -> behind.contains(v.startScope()))
                .or(() -> local(slot, inScope::contains))
                .orElse(self + " slot " + slot);
    }

    private Optional<String> local(int slot, Predicate<LocalVariable> which) {
        return variables.stream()
                .filter(v -> v.slot() == slot && which.test(v))
                .findFirst()
                .map(v -> self + " " + v.name().stringValue() + "/" + variables.indexOf(v));
    }

    private String here(String what) {
        return self + " " + what + " at " + at;
    }

    private void step(CodeElement element) {
        switch (element) {
            case LabelTarget target -> {
                variables.forEach(v -> scope(v, target.label()));
                arrive(target.label());
            }
            case Instruction instruction -> {
                at++;
                if (reachable) {
                    run(instruction);
                }
            }
            default -> {}
        }
    }

    private void scope(LocalVariable variable, Label label) {
        if (variable.endScope().equals(label)) {
            inScope.remove(variable);
        } else if (variable.startScope().equals(label)) {
            inScope.add(variable);
        }
    }

    private void run(Instruction instruction) {
        switch (instruction) {
            case LoadInstruction i -> push(load(i));
            case StoreInstruction i -> store(i);
            case ConstantInstruction i -> push(Value.number(i.typeKind()));
            case FieldInstruction i -> field(i);
            case ArrayLoadInstruction i -> arrayLoad(i);
            case ArrayStoreInstruction _ -> arrayStore();
            case NewObjectInstruction i ->
                push(new Value(here("new"), i.className().asInternalName(), false));
            case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> {
                pop();
                push(new Value(here("array"), "", false));
            }
            case NewMultiArrayInstruction i -> {
                pop(i.dimensions());
                push(new Value(here("array"), "", false));
            }
            case InvokeInstruction i -> invoke(i);
            case InvokeDynamicInstruction i -> dynamic(i);
            case TypeCheckInstruction i -> check(i);
            case BranchInstruction i -> branch(i);
            case LookupSwitchInstruction i -> {
                pop();
                i.cases().forEach(c -> leave(c.target()));
                end(i.defaultTarget());
            }
            case TableSwitchInstruction i -> {
                pop();
                i.cases().forEach(c -> leave(c.target()));
                end(i.defaultTarget());
            }
            case ReturnInstruction i -> {
                if (i.typeKind() != TypeKind.VOID) {
                    copy(pop(), result(self));
                }
                reachable = false;
            }
            case ThrowInstruction _ -> reachable = false;
            case StackInstruction i -> shuffle(i.opcode());
            case OperatorInstruction i -> operate(i);
            case ConvertInstruction i -> {
                pop();
                push(Value.number(i.toType()));
            }
            case MonitorInstruction _ -> pop();
            default -> {}
        }
    }

    private Value load(LoadInstruction load) {
        return load.typeKind() == TypeKind.REFERENCE
                ? new Value(local(load.slot()), types.getOrDefault(local(load.slot()), ""), false)
                : Value.number(load.typeKind());
    }

    private void store(StoreInstruction store) {
        var value = pop();
        if (store.typeKind() == TypeKind.REFERENCE) {
            types.put(local(store.slot()), value.type());
            copy(value, local(store.slot()));
        }
    }

    private void field(FieldInstruction field) {
        var opcode = field.opcode();
        var place = flows.field(field.owner().asInternalName(), field.name().stringValue());
        if (opcode == Opcode.PUTFIELD || opcode == Opcode.PUTSTATIC) {
            copy(pop(), place);
        }
        if (opcode == Opcode.PUTFIELD || opcode == Opcode.GETFIELD) {
            pop();
        }
        if (opcode == Opcode.GETFIELD || opcode == Opcode.GETSTATIC) {
            push(Value.of(field.typeSymbol(), place));
        }
    }

    /** What is in an array is where the array is. */
    private void arrayLoad(ArrayLoadInstruction load) {
        pop();
        var array = pop();
        push(
                load.typeKind() == TypeKind.REFERENCE
                        ? new Value(array.place(), "", false)
                        : Value.number(load.typeKind()));
    }

    private void arrayStore() {
        var value = pop();
        pop();
        var array = pop();
        if (array.place() != null) {
            flows.text(value.place(), value.type(), array.place());
            flows.text(value.place(), value.type(), Flows.filled(array.place()));
        }
    }

    private void check(TypeCheckInstruction check) {
        var value = pop();
        push(
                check.opcode() == Opcode.CHECKCAST
                        ? new Value(value.place(), name(check.type().asSymbol()), false)
                        : Value.ONE);
    }

    private void operate(OperatorInstruction operator) {
        var opcode = operator.opcode();
        var value = pop();
        boolean unary = opcode == Opcode.ARRAYLENGTH
                || opcode == Opcode.INEG
                || opcode == Opcode.LNEG
                || opcode == Opcode.FNEG
                || opcode == Opcode.DNEG;
        if (!unary) {
            pop();
        }
        boolean number = opcode == Opcode.ARRAYLENGTH || operator.typeKind() == TypeKind.INT;
        boolean compares = opcode == Opcode.LCMP
                || opcode == Opcode.DCMPG
                || opcode == Opcode.DCMPL
                || opcode == Opcode.FCMPG
                || opcode == Opcode.FCMPL;
        push(number || compares ? Value.ONE : Value.number(unary ? kind(value) : operator.typeKind()));
    }

    private static TypeKind kind(Value value) {
        return value.wide() ? TypeKind.LONG : TypeKind.INT;
    }

    private void invoke(InvokeInstruction call) {
        var type = call.typeSymbol();
        var arguments = arguments(type.parameterList());
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        if (!isStatic) {
            arguments.addFirst(pop());
        }
        var method = new Flows.Call(
                call.owner().asInternalName(),
                call.name().stringValue() + call.type().stringValue(),
                self,
                isStatic,
                call.opcode() == Opcode.INVOKESPECIAL);
        var result = here("result");
        flows.call(method, places(arguments), types(arguments), result);
        if (!type.returnType().descriptorString().equals("V")) {
            push(Value.of(type.returnType(), result));
        }
    }

    private void dynamic(InvokeDynamicInstruction call) {
        var type = call.typeSymbol();
        var arguments = arguments(type.parameterList());
        var result = here("result");
        var bootstrap = call.bootstrapMethod();
        switch (name(bootstrap.owner())) {
            case "java/lang/invoke/LambdaMetafactory" ->
                flows.lambda((DirectMethodHandleDesc) call.bootstrapArgs().get(1), places(arguments), result);
            case "java/lang/runtime/ObjectMethods" -> {
                if (call.name().equalsString("toString")) {
                    flows.allFields(owner, result);
                }
            }
            default -> {
                for (var argument : arguments) {
                    flows.text(argument.place(), argument.type(), result);
                }
            }
        }
        push(Value.of(type.returnType(), result));
    }

    private List<Value> arguments(List<ClassDesc> types) {
        var arguments = new ArrayList<Value>();
        for (var _ : types) {
            arguments.addFirst(pop());
        }
        for (int i = 0; i < types.size(); i++) {
            var argument = arguments.get(i);
            if (argument.type().isEmpty()) {
                arguments.set(i, new Value(argument.place(), name(types.get(i)), argument.wide()));
            }
        }
        return arguments;
    }

    private static List<@Nullable String> places(List<Value> values) {
        var places = new ArrayList<@Nullable String>();
        values.forEach(v -> places.add(v.place()));
        return places;
    }

    private static List<String> types(List<Value> values) {
        return values.stream().map(Value::type).toList();
    }

    private void branch(BranchInstruction branch) {
        switch (branch.opcode()) {
            case GOTO, GOTO_W -> end(branch.target());
            case IF_ACMPEQ, IF_ACMPNE, IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> {
                pop(2);
                leave(branch.target());
            }
            default -> {
                pop();
                leave(branch.target());
            }
        }
    }

    private void end(Label target) {
        leave(target);
        reachable = false;
    }

    /** Goes to a label with what is on the stack; several ways to one label meet there. */
    private void leave(Label target) {
        var known = expected.get(target);
        if (known == null) {
            var meeting = new ArrayList<Value>();
            for (int i = 0; i < stack.size(); i++) {
                var value = stack.get(i);
                meeting.add(new Value(here("meeting " + i), value.type(), value.wide()));
            }
            known = meeting;
            expected.put(target, known);
        }
        for (int i = 0; i < Math.min(known.size(), stack.size()); i++) {
            copy(stack.get(i), known.get(i).place());
        }
    }

    private void arrive(Label label) {
        if (reachable) {
            if (expected.containsKey(label)) {
                leave(label);
                stack = new ArrayList<>(expected.get(label));
            }
            return;
        }
        if (expected.containsKey(label)) {
            stack = new ArrayList<>(expected.get(label));
            reachable = true;
        } else if (handlers.contains(label)) {
            stack = new ArrayList<>(List.of(new Value(here("caught"), "", false)));
            reachable = true;
        }
    }

    private void copy(Value from, @Nullable String to) {
        if (from.place() != null && to != null) {
            flows.graph().copy(from.place(), to, Graph.Way.ALONG);
        }
    }

    private void push(Value value) {
        stack.add(value);
    }

    private Value pop() {
        return stack.removeLast();
    }

    private void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    private void shuffle(Opcode opcode) {
        switch (opcode) {
            case POP -> pop();
            case POP2 -> {
                if (!pop().wide()) {
                    pop();
                }
            }
            case DUP -> push(stack.getLast());
            case DUP_X1 -> under(1, 1);
            case DUP_X2 -> under(1, stack.get(stack.size() - 2).wide() ? 1 : 2);
            case DUP2 -> under(stack.getLast().wide() ? 1 : 2, 0);
            case DUP2_X1 -> under(stack.getLast().wide() ? 1 : 2, 1);
            case DUP2_X2 -> {
                int count = stack.getLast().wide() ? 1 : 2;
                under(count, stack.get(stack.size() - count - 1).wide() ? 1 : 2);
            }
            case SWAP -> stack.add(stack.size() - 1, stack.removeLast());
            default -> throw new IllegalStateException("unknown: " + opcode);
        }
    }

    /** Lays copies of the uppermost values under some more. */
    private void under(int count, int depth) {
        int from = stack.size() - count;
        stack.addAll(from - depth, List.copyOf(stack.subList(from, stack.size())));
    }
}
