package org.echt.app.receipt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.echt.app.answer.Receipts;
import org.echt.core.receipt.ReceiptSigner;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.receipt.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Signs the answers that are under way together by one signature. Whoever comes when nothing was signed for {@value #PAUSE}
 * ms signs at once, alone or with those who came at the same moment; whoever comes sooner or meanwhile waits for the next
 * group, which is signed when that time is over or the one before was full. So a lonely answer never waits for others, no
 * answer waits long, and the busier the server, the larger its groups.
 *
 * <p>Owns no thread: callers sign, one at a time, and hand over to a virtual thread when others wait. Thread-safe.
 */
public final class GroupSigner implements Receipts.Signer {
    /** At most so many to a group, which keeps a receipt below 1,500 characters. */
    public static final int LARGEST = 64;

    private static final long PAUSE = 2;

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(GroupSigner.class.getName());

    private final Supplier<Optional<ReceiptSigner>> keys;
    private final int largest;
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean signing = new AtomicBoolean();
    /** When the next group may be signed, by {@link System#nanoTime}. Written only by whoever is {@link #signing}. */
    private long next = System.nanoTime();

    private volatile boolean failing;

    private record Call(Statement statement, CompletableFuture<SignedReceipt> signed) {}

    /** @param keys who signs now; empty while there is no key */
    public GroupSigner(Supplier<Optional<ReceiptSigner>> keys) {
        this(keys, LARGEST);
    }

    GroupSigner(Supplier<Optional<ReceiptSigner>> keys, int largest) {
        this.keys = keys;
        this.largest = largest;
    }

    @Override
    public Optional<SignedReceipt> sign(Supplier<Statement> statement) {
        try {
            if (keys.get().isEmpty()) {
                return Optional.empty();
            }
            var signed = signed(statement.get());
            failing = false;
            return Optional.of(signed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            complain(e);
            return Optional.empty();
        }
    }

    /** Once until it goes well again: answers come by the thousand. */
    private void complain(Exception e) {
        if (!failing) {
            failing = true;
            LOG.log(System.Logger.Level.WARNING, "answers are given without a signed receipt", e);
        }
    }

    private SignedReceipt signed(Statement statement)
            throws InterruptedException, ExecutionException, TimeoutException {
        var call = new Call(statement, new CompletableFuture<>());
        waiting.add(call);
        if (signing.compareAndSet(false, true)) {
            begin();
        }
        return call.signed.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Only whoever set {@link #signing} calls this. */
    private void begin() {
        if (next - System.nanoTime() > 0) {
            Thread.startVirtualThread(this::signLater);
        } else {
            signGroup();
        }
    }

    private void signLater() {
        for (long early = next - System.nanoTime(); early > 0; early = next - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
        signGroup();
    }

    /** Whoever came before {@link #signing} is unset finds it set, so is looked for again. */
    private void signGroup() {
        boolean full = false;
        try {
            var group = nextGroup();
            full = group.size() == largest;
            sign(group);
        } finally {
            next = System.nanoTime() + (full ? 0 : TimeUnit.MILLISECONDS.toNanos(PAUSE));
            signing.set(false);
        }
        if (!waiting.isEmpty() && signing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::signLater);
        }
    }

    private List<Call> nextGroup() {
        var group = new ArrayList<Call>();
        for (Call call = next(group); call != null; call = next(group)) {
            group.add(call);
        }
        return group;
    }

    private @Nullable Call next(List<Call> group) {
        return group.size() < largest ? waiting.poll() : null;
    }

    private void sign(List<Call> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            var signer = keys.get().orElseThrow(() -> new IllegalStateException("there is no receipt key any more"));
            var signed = signer.sign(group.stream().map(Call::statement).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).signed.complete(signed.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() > 1) {
                // One statement that is too long must not cost the others their receipt.
                group.forEach(call -> sign(List.of(call)));
            } else {
                group.getFirst().signed.completeExceptionally(e);
            }
        }
    }
}
