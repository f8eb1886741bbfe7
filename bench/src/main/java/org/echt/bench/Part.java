package org.echt.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server does for a check, so that each sample of its processor time belongs to one of these. */
enum Part {
    HTTP("HTTP: request read, answer written", "#9ecae1"),
    GATE("gate, limits, who asks", "#c7a8dc"),
    READING("code read", "#f2b6a0"),
    CIPHER("code deciphered, its batch found", "#f4d06f"),
    JUDGING("recalls looked up and judged", "#a8d8a0"),
    STORE_READ("store read: state, build record, version", "#e8a0b4"),
    STORE_APPEND("check recorded", "#d9b38c"),
    RECEIPT("receipt stated and signed", "#8fd0c4"),
    SAYING("answer said: JSON, or words and page", "#b8c4f0"),
    THREADS("threads handed over: park, wake, queues", "#c9c9c4"),
    OTHER("other Java", "#e6e3da");

    /** For people. */
    final String label;

    /** Of its boxes in a picture. */
    final String colour;

    Part(String label, String colour) {
        this.label = label;
        this.colour = colour;
    }

    /** Methods by the beginning of their full names. */
    private record Rule(String prefix, Part part) {}

    /**
     * The first rule that fits a method counts, so narrow ones come first. The driver, the JDK's sockets and its
     * cryptography are not listed: they work for whoever called them.
     */
    private static final List<Rule> RULES = List.of(
            new Rule("java.lang.VirtualThread.", THREADS),
            new Rule("java.util.concurrent.ForkJoin", THREADS),
            new Rule("java.util.concurrent.locks.LockSupport.", THREADS),
            new Rule("org.echt.app.store.postgres.Coalescer.serve", THREADS),
            new Rule("org.echt.app.store.postgres.Coalescer.work", THREADS),
            new Rule("org.echt.app.store.postgres.PostgresScans", STORE_APPEND),
            new Rule("org.echt.app.store.postgres.CopyIn", STORE_APPEND),
            new Rule("org.echt.app.store.postgres.ScanPartitions", STORE_APPEND),
            new Rule("org.echt.app.store.postgres.PostgresItems", STORE_READ),
            new Rule("org.echt.app.store.postgres.Walk", STORE_READ),
            new Rule("org.echt.app.answer.Receipts", RECEIPT),
            new Rule("org.echt.app.receipt.", RECEIPT),
            new Rule("org.echt.core.receipt.", RECEIPT),
            new Rule("org.echt.app.answer.", SAYING),
            new Rule("org.echt.app.link.Views", SAYING),
            new Rule("gg.jte.", SAYING),
            new Rule("org.echt.app.limit.", GATE),
            new Rule("org.echt.app.link.Callers", GATE),
            new Rule("org.echt.app.link.Visitors", GATE),
            new Rule("org.echt.core.serial.CodeReader", READING),
            new Rule("org.echt.core.gs1.", READING),
            new Rule("org.echt.app.link.Address", READING),
            new Rule("org.echt.core.serial.Authenticator", CIPHER),
            new Rule("org.echt.core.verify.", JUDGING),
            new Rule("org.echt.core.attribute.", JUDGING),
            new Rule("org.echt.app.link.", HTTP),
            new Rule("io.helidon.", HTTP));

    /** Of the innermost method that is listed. */
    static Part of(List<String> stack) {
        for (var method : stack.reversed()) {
            var part = of(method);
            if (part != null) {
                return part;
            }
        }
        return OTHER;
    }

    private static @Nullable Part of(String method) {
        for (var rule : RULES) {
            if (method.startsWith(rule.prefix)) {
                return rule.part;
            }
        }
        return null;
    }
}
