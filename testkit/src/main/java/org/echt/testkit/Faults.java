package org.echt.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import org.echt.core.access.AccessStore;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.audit.AuditLog;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.maker.MakerStore;
import org.echt.core.notice.PictureStore;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.serial.BatchStore;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.core.webhook.WebhookStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores that break when told to: {@link #stores} forwards to the real ones until the armed step is reached, which fails
 * once. A step is one call of a port or of an import session; {@code close} never fails, as a lost connection closes by
 * itself. Thread-safe.
 *
 * <p>To meet every fault of a scenario, run it with {@code n} = 1, 2, ... on fresh stores until {@link #fired} stays
 * false; {@link FaultMatrix} does.
 */
public final class Faults {
    private static final Set<String> WRITES = Set.of(
            "put", "add", "define", "append", "record", "revoke", "change", "decide", "setLife", "open", "numbers",
            "commit", "keep", "take", "release", "replay", "purge", "begin", "count", "judged");

    private final Stores real;
    private final Stores stores;
    private final @Nullable Slowness slowness;

    private Mode mode = Mode.LOST;
    private Steps kind = Steps.WRITES;
    private int left;
    private boolean fired;

    /** How a step fails. */
    public enum Mode {
        /** Throws before anything took effect. */
        LOST,
        /** Takes effect, then throws: the answer was lost. */
        KEPT,
        /** Takes effect late: see {@link Slowness}. */
        SLOW
    }

    /** Which steps are counted. */
    public enum Steps {
        WRITES,
        READS,
        ALL
    }

    /**
     * How a slow step behaves: the clock moves on by {@code delay}; where that is past {@code deadline} it moves on by the
     * deadline only and the step throws, although it took effect.
     */
    public record Slowness(SettableTime time, Duration delay, Duration deadline) {
        boolean tooLate() {
            return delay.compareTo(deadline) > 0;
        }

        void pass() {
            time.advance(tooLate() ? deadline : delay);
        }
    }

    /** Faults without a clock: {@link Mode#SLOW} throws at once, as a deadline that has passed. */
    public Faults(Stores real) {
        this(real, null);
    }

    public Faults(Stores real, @Nullable Slowness slowness) {
        this.real = real;
        this.slowness = slowness;
        this.stores = new Breaking();
    }

    /** The stores that break. Closing them closes the real ones. */
    public Stores stores() {
        return stores;
    }

    /** Makes the {@code n}-th step of this kind from now (1 is the next) fail, once. */
    public synchronized void arm(Mode newMode, Steps newKind, int n) {
        mode = newMode;
        kind = newKind;
        left = n;
        fired = false;
    }

    /** True when the fault armed last has happened. */
    public synchronized boolean fired() {
        return fired;
    }

    private synchronized @Nullable Mode next(Method method) {
        boolean write = WRITES.contains(method.getName());
        boolean counts = kind == Steps.ALL || (kind == Steps.WRITES) == write;
        if (!counts || left == 0 || --left > 0) {
            return null;
        }
        fired = true;
        return mode;
    }

    private <T> T breaking(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> step(target, method, args)));
    }

    private @Nullable Object step(Object target, Method method, Object @Nullable [] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class || method.getName().equals("close")) {
            return call(target, method, args);
        }
        var fault = next(method);
        if (fault == Mode.LOST) {
            throw new StoreUnavailableException("lost on purpose: " + method.getName());
        }
        var result = call(target, method, args);
        if (fault != null && fails(fault)) {
            if (result instanceof ImportStore.Session session) {
                session.close(); // the lock falls with the connection
            }
            throw new StoreUnavailableException("kept, but the answer is lost on purpose: " + method.getName());
        }
        return result instanceof ImportStore.Session session ? breaking(ImportStore.Session.class, session) : result;
    }

    private boolean fails(Mode fault) {
        if (fault == Mode.SLOW && slowness != null) {
            slowness.pass();
            return slowness.tooLate();
        }
        return true;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private final class Breaking implements Stores {
        @Override
        public BatchStore batches() {
            return breaking(BatchStore.class, real.batches());
        }

        @Override
        public CommitmentStore commitments() {
            return breaking(CommitmentStore.class, real.commitments());
        }

        @Override
        public CatalogueStore catalogue() {
            return breaking(CatalogueStore.class, real.catalogue());
        }

        @Override
        public AttributeStore attributes() {
            return breaking(AttributeStore.class, real.attributes());
        }

        @Override
        public RecallStore recalls() {
            return breaking(RecallStore.class, real.recalls());
        }

        @Override
        public ItemStore items() {
            return breaking(ItemStore.class, real.items());
        }

        @Override
        public ScanStore scans() {
            return breaking(ScanStore.class, real.scans());
        }

        @Override
        public SignalStore signals() {
            return breaking(SignalStore.class, real.signals());
        }

        @Override
        public AsBuiltStore asBuilt() {
            return breaking(AsBuiltStore.class, real.asBuilt());
        }

        @Override
        public ImportStore imports() {
            return breaking(ImportStore.class, real.imports());
        }

        @Override
        public PictureStore pictures() {
            return breaking(PictureStore.class, real.pictures());
        }

        @Override
        public AccessStore access() {
            return breaking(AccessStore.class, real.access());
        }

        @Override
        public AuditLog audit() {
            return breaking(AuditLog.class, real.audit());
        }

        @Override
        public ProofStore proofs() {
            return breaking(ProofStore.class, real.proofs());
        }

        @Override
        public WebhookStore webhooks() {
            return breaking(WebhookStore.class, real.webhooks());
        }

        @Override
        public MakerStore makers() {
            return breaking(MakerStore.class, real.makers());
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
