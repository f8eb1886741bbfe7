package org.echt.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.gs1.Gtin;
import org.echt.core.maker.Maker;
import org.echt.core.maker.Quota;
import org.echt.core.product.Product;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.RemedyRecord;
import org.echt.core.recall.Revision;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Scan;
import org.echt.core.serial.Batch;
import org.jspecify.annotations.Nullable;

/** The data of {@link MemoryStores}: every field is guarded by the one lock, every port works inside {@link #locked}. */
final class Memory {
    final MemoryAccess access = new MemoryAccess();
    private final ReentrantLock lock = new ReentrantLock();

    /** Rises with every change of the catalogue. */
    long version;

    final TreeMap<Gtin, Product> products = new TreeMap<>();
    final TreeMap<Integer, Batch> batches = new TreeMap<>();
    final TreeMap<String, AttributeDefinition> definitions = new TreeMap<>();
    final TreeMap<String, Maker> makers = new TreeMap<>();
    final List<Quota> quotas = new ArrayList<>();
    final List<ChangeSet> changeSets = new ArrayList<>();
    final TreeMap<String, List<Revision>> recalls = new TreeMap<>();

    /** Item to recall id to remedy. */
    final Map<Long, Map<String, Remedy>> remedies = new HashMap<>();

    /** Every remedy and revocation, oldest first. */
    final List<RemedyRecord> remedyRecords = new ArrayList<>();

    final Map<Long, ItemState> states = new HashMap<>();
    final List<Scan> scans = new ArrayList<>();

    final TreeMap<Long, List<Installation>> byParent = new TreeMap<>();
    final Map<Long, List<Installation>> byPart = new HashMap<>();

    /** Part identity to item number. */
    final Map<PartKey, Long> numbers = new HashMap<>();

    final TreeMap<Long, ForeignPart> foreign = new TreeMap<>();
    long foreignParts;
    long foreignLots;

    /** Content hash to job, oldest first. */
    final Map<String, ImportJob> jobs = new LinkedHashMap<>();

    final Map<Long, List<RejectedLine>> rejects = new HashMap<>();

    /** The one import that runs; null for none. */
    @Nullable
    MemorySession running;

    /** Runs {@code work} alone on the data. */
    <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void add(Installation installation) {
        byParent.computeIfAbsent(installation.parent(), _ -> new ArrayList<>()).add(installation);
        byPart.computeIfAbsent(installation.part(), _ -> new ArrayList<>()).add(installation);
    }

    void replace(Installation old, Installation now) {
        below(old.parent()).replaceAll(i -> i.equals(old) ? now : i);
        above(old.part()).replaceAll(i -> i.equals(old) ? now : i);
    }

    /** Installations directly in {@code parent}, at any date. */
    List<Installation> below(long parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    /** Installations of {@code part}, at any date. */
    List<Installation> above(long part) {
        return byPart.getOrDefault(part, List.of());
    }
}
