package org.echt.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the JDK's sampler of processor time saw (JEP 509): Java threads, native methods and system calls included, the
 * collector's and the compiler's own threads not.
 *
 * @param stacks nanoseconds by stack: full names of methods, outermost first
 * @param unknown nanoseconds whose stack could not be had
 */
record Samples(Map<List<String>, Long> stacks, long unknown) {
    static final String EVENT = "jdk.CPUTimeSample";
    static final String LOST = "jdk.CPUTimeSamplesLost";

    /** Samples taken between two moments. A lost one counts as much as the others, which are taken at equal distances. */
    static Samples read(Path recording, Instant from, Instant to) throws IOException {
        var stacks = new HashMap<List<String>, Long>();
        long unknown = 0;
        long lost = 0;
        long period = 0;
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (event.getStartTime().isBefore(from) || event.getStartTime().isAfter(to)) {
                    continue;
                }
                switch (event.getEventType().getName()) {
                    case EVENT -> {
                        period = event.getDuration("samplingPeriod").toNanos();
                        var stack = stack(event);
                        stacks.merge(stack, stack.isEmpty() ? 0 : period, Long::sum);
                        unknown += stack.isEmpty() ? period : 0;
                    }
                    case LOST -> lost += event.getInt("lostSamples");
                    default -> {}
                }
            }
        }
        stacks.remove(List.<String>of());
        return new Samples(Map.copyOf(stacks), unknown + lost * period);
    }

    private static List<String> stack(RecordedEvent event) {
        var trace = event.getStackTrace();
        return trace == null || event.getBoolean("failed")
                ? List.of()
                : trace.getFrames().stream().map(Samples::name).toList().reversed();
    }

    /** Without the addresses of classes made at run time, which would keep alike stacks apart. */
    private static String name(RecordedFrame frame) {
        var method = frame.getMethod();
        return (method.getType().getName() + "." + method.getName()).replaceAll("[/.+]?0x[0-9a-f]+", "");
    }

    /** Of all stacks. */
    long nanos() {
        return stacks.values().stream().mapToLong(Long::longValue).sum();
    }

    long nanos(Part part) {
        return stacks.entrySet().stream()
                .filter(entry -> Part.of(entry.getKey()) == part)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
