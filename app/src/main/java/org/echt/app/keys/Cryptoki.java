package org.echt.app.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the slot of a token by its label, which the JDK cannot: it takes a slot's number, and those change. Three calls of
 * the library itself (PKCS#11 v2.40, C_GetFunctionList and what it points to), for 64-bit systems other than Windows.
 */
@SuppressWarnings("restricted")
final class Cryptoki {
    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long OS_LOCKING = 2;
    private static final long PIN_INITIALIZED = 0x8;
    private static final long PIN_LOCKED = 0x40000;
    /** Places in CK_FUNCTION_LIST, behind its version. */
    private static final int INITIALIZE = 0;

    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    private static final int FUNCTIONS = 7;

    /** CK_TOKEN_INFO: label at 0 (32 bytes, blank-padded), flags behind label, maker, model and serial number. */
    private static final int LABEL_BYTES = 32;

    private static final int FLAGS_AT = 32 + 32 + 16 + 16;
    private static final int INFO_BYTES = 512;

    private final MemorySegment functions;
    private final TokenSettings settings;

    private Cryptoki(MemorySegment functions, TokenSettings settings) {
        this.functions = functions;
        this.settings = settings;
    }

    /** The number of the slot in which the token with that label is. */
    static long slot(TokenSettings settings) {
        if (!Files.isRegularFile(settings.library())) {
            throw new KeystoreException("there is no PKCS#11 library " + settings.library()
                    + ". Install the token's software, or correct keys.token-library in the configuration.");
        }
        try (var arena = Arena.ofConfined()) {
            return load(settings, arena).find(arena);
        }
    }

    private static Cryptoki load(TokenSettings settings, Arena arena) {
        try {
            // Stays loaded: the JDK uses it too, and a library must not be unloaded under a login.
            var lookup = SymbolLookup.libraryLookup(settings.library().toAbsolutePath(), Arena.global());
            var start = lookup.find("C_GetFunctionList").orElseThrow(IllegalArgumentException::new);
            var list = arena.allocate(ADDRESS);
            long answer = call(start, list);
            if (answer != OK) {
                throw refused("C_GetFunctionList", answer, settings);
            }
            return new Cryptoki(list.get(ADDRESS, 0).reinterpret((FUNCTIONS + 1) * ADDRESS.byteSize()), settings);
        } catch (IllegalArgumentException e) {
            throw new KeystoreException(
                    settings.library()
                            + " is not a PKCS#11 library for this computer. Correct keys.token-library in the"
                            + " configuration.",
                    e);
        }
    }

    private long find(Arena arena) {
        initialize(arena);
        var labels = new ArrayList<String>();
        for (long slot : slots(arena)) {
            var info = arena.allocate(INFO_BYTES, JAVA_LONG.byteAlignment());
            long answer = call(function(GET_TOKEN_INFO), slot, info);
            if (answer != OK) {
                continue;
            }
            var label = new String(info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE), StandardCharsets.UTF_8).strip();
            if (label.equals(settings.label())) {
                refuseLocked(info.get(JAVA_LONG, FLAGS_AT));
                return slot;
            }
            labels.add("\"" + label + "\"");
        }
        throw new KeystoreException("no slot of " + settings.library() + " holds a token \"" + settings.label() + "\". "
                + (labels.isEmpty() ? "There is none at all" : "There are: " + String.join(", ", labels))
                + ". Put the token in, or correct keys.token-label in the configuration.");
    }

    private void refuseLocked(long flags) {
        if ((flags & PIN_LOCKED) != 0) {
            throw new KeystoreException(TokenFault.say(new IllegalStateException("CKR_PIN_LOCKED"), settings));
        }
        if ((flags & PIN_INITIALIZED) == 0) {
            throw new KeystoreException(
                    TokenFault.say(new IllegalStateException("CKR_USER_PIN_NOT_INITIALIZED"), settings));
        }
    }

    /** With the system's locks, as the JDK does; whoever comes second is told so, and that is fine. */
    private void initialize(Arena arena) {
        var arguments = arena.allocate(6 * ADDRESS.byteSize(), ADDRESS.byteAlignment());
        arguments.set(JAVA_LONG, 4 * ADDRESS.byteSize(), OS_LOCKING);
        long answer = call(function(INITIALIZE), arguments);
        if (answer != OK && answer != ALREADY_INITIALIZED) {
            throw refused("C_Initialize", answer, settings);
        }
    }

    private List<Long> slots(Arena arena) {
        var count = arena.allocate(JAVA_LONG);
        long answer = slotList(MemorySegment.NULL, count);
        var slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
        if (answer == OK) {
            answer = slotList(slots, count);
        }
        if (answer != OK) {
            throw refused("C_GetSlotList", answer, settings);
        }
        var numbers = new ArrayList<Long>();
        for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
            numbers.add(slots.getAtIndex(JAVA_LONG, i));
        }
        return numbers;
    }

    private MemorySegment function(int place) {
        return functions.get(ADDRESS, (place + 1) * ADDRESS.byteSize());
    }

    private static KeystoreException refused(String call, long answer, TokenSettings settings) {
        return new KeystoreException("PKCS#11 library " + settings.library() + " cannot be used: " + call
                + " answers 0x" + Long.toHexString(answer)
                + ". See that its own configuration is there and may be read by this user.");
    }

    private long slotList(MemorySegment slots, MemorySegment count) {
        var handle = Linker.nativeLinker()
                .downcallHandle(function(GET_SLOT_LIST), FunctionDescriptor.of(JAVA_LONG, JAVA_BYTE, ADDRESS, ADDRESS));
        try {
            return (long) handle.invokeExact((byte) 1, slots, count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long call(MemorySegment function, MemorySegment argument) {
        var handle = Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        try {
            return (long) handle.invokeExact(argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long call(MemorySegment function, long slot, MemorySegment argument) {
        var handle =
                Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS));
        try {
            return (long) handle.invokeExact(slot, argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
