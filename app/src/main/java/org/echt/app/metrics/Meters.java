package org.echt.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.echt.core.scan.Scan;
import org.echt.core.verify.CheckMeter;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict;

/**
 * Everything that is measured in one process. Labels come from closed sets, never from what somebody sent. Thread-safe.
 * docs/operations.md tells what each name means.
 */
public final class Meters implements CheckMeter, AutoCloseable {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500)
    };
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Map<Answered, Counter> answered = new ConcurrentHashMap<>();

    private record Answered(IssueState issue, String safety, Scan.Channel channel) {}

    public Meters() {
        for (var stage : Stage.values()) {
            stages.put(
                    stage,
                    Timer.builder("echt.check.duration")
                            .description("How long the stages of a check take; verify includes read and append")
                            .tag("stage", lower(stage))
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        gc.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public void took(Stage stage, long since) {
        Objects.requireNonNull(stages.get(stage)).record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    @Override
    public void answered(Verdict verdict, Scan.Channel channel) {
        var safety = verdict instanceof Verdict.Issued issued
                ? issued.safety().worst().name()
                : "";
        answered.computeIfAbsent(new Answered(IssueState.of(verdict), safety, channel), this::counter)
                .increment();
    }

    private Counter counter(Answered what) {
        return Counter.builder("echt.checks")
                .description("Checks answered, by what was said; an empty safety where nothing could be said of it")
                .tag("issue", lower(what.issue()))
                .tag("safety", what.safety().toLowerCase(Locale.ROOT))
                .tag("channel", lower(what.channel()))
                .register(registry);
    }

    /** Callers that are answered together, and how long that takes. */
    public final class Groups {
        private final DistributionSummary sizes;
        private final Timer durations;

        private Groups(String lane) {
            sizes = DistributionSummary.builder("echt.store.group.size")
                    .description("Checks answered by one round trip to the store")
                    .tag("lane", lane)
                    .serviceLevelObjectives(SIZES)
                    .register(registry);
            durations = Timer.builder("echt.store.group.duration")
                    .description("How long such a round trip takes")
                    .tag("lane", lane)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
        }

        public void group(int callers, long nanos) {
            sizes.record(callers);
            durations.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** @param lane {@code reads} or {@code records} */
    public Groups groups(String lane) {
        return new Groups(lane);
    }

    /**
     * Shows a value that changes, asked for at each scrape.
     *
     * @param labels name, value, name, value
     * @param value fast, and without waiting for anything; NaN while it is not known
     */
    public void gauge(String name, String meaning, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .description(meaning)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /** Everything, in the text form of Prometheus. */
    public String text() {
        return registry.scrape();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
