package org.echt.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the measurements are made on, and what they cost it. */
final class Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What other programs had waiting when this one began. */
    private static final double LOAD_BEFORE = SYSTEM.getSystemLoadAverage();

    private Machine() {}

    /** One line: date, cores, processor, Java, and how busy the machine was before. */
    static String describe() {
        int cores = Runtime.getRuntime().availableProcessors();
        var text = "Measured %s: %d cores, %s, %d GB, %s %s; load average before the run %.1f"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        cores,
                        processor(),
                        Math.round(SYSTEM.getTotalMemorySize() / 1e9),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        LOAD_BEFORE);
        return LOAD_BEFORE < 0.3 * cores ? text + "." : text + " (**the machine was shared**: ratios count).";
    }

    private static String processor() {
        var info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }

    /** Processor time of this process so far, in nanoseconds. */
    static long processNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Processor time of this thread so far, in nanoseconds. */
    static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Forgets the peak of the heap so far. */
    static void resetPeak() {
        heap();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The most bytes of the heap in use since {@link #resetPeak}, garbage included; an upper bound. */
    static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** Bytes of the heap in use after a full collection. */
    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
