package org.echt.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.Acme.Line;
import org.echt.app.keys.KeystoreFile;
import org.echt.core.access.Act;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeText;
import org.echt.core.keys.KeySlot;
import org.echt.core.recall.Content;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;

/**
 * The demo's laptops as data: keys, products, batches, the ERP export and the recall of one cell lot. What the story tells,
 * benches and tests fill an installation with. Not thread-safe.
 */
public final class DemoWorld {
    private final Factory factory;
    private final Path keystore;

    /**
     * Nothing is written yet.
     *
     * @param laptops how many get a build record; even, at least 8192
     * @param keystore the installation's key store, there or to be made by {@link #keys}
     */
    public DemoWorld(int laptops, Path keystore) {
        this(new Factory(new Acme(laptops)), keystore);
    }

    DemoWorld(Factory factory, Path keystore) {
        this.factory = factory;
        this.keystore = keystore;
    }

    /** Makes the key store, which must not be there, with one slot that issues. */
    public KeySlot keys() {
        KeystoreFile.create(keystore, "acme", new SecureRandom());
        return KeystoreFile.openSlot(keystore, 'A');
    }

    /** Puts the four products on record. */
    public void products(Workbench bench) {
        for (var product : List.of(Acme.CELL, Acme.MODULE, Acme.PACK, Acme.LAPTOP)) {
            bench.catalogue().add(product, "erp", bench.clock().instant());
        }
    }

    /** Issues every lot; the batches in their order. */
    public List<Batch> batches(Workbench bench) {
        var batches = new ArrayList<Batch>();
        for (var line : Line.values()) {
            for (int lot = 1; lot <= line.lots; lot++) {
                batches.add(issue(bench, line, line.lot(lot)));
            }
        }
        return batches;
    }

    /** What customers hold. The root over a hundred million cells besides would take the demo a minute. */
    private static Batch committed(Workbench bench, Batch batch) {
        bench.issuance().commit(batch, Runtime.getRuntime().availableProcessors(), _ -> {}, "erp");
        return batch;
    }

    private Batch issue(Workbench bench, Line line, String lot) {
        var order = new BatchOrder(
                "demo-" + lot,
                line.product.gtin(),
                lot,
                "Acme Works Jena",
                factory.acme.lotSize(line),
                CodeLength.L18,
                LocalDate.of(2026, 2, 16),
                WordLists.standard().id());
        return switch (bench.issuer().issue(order, "erp")) {
            case Issue.Issued issued -> line == Line.LAPTOPS ? committed(bench, issued.batch()) : issued.batch();
            case Issue.OrderDiffers differs ->
                throw new IllegalStateException("order " + order.order() + " was issued as " + differs.existing());
            case Issue.OverQuota _, Issue.UnknownMaker _ -> throw new IllegalStateException("the demo has no makers");
            case Issue.NoSlot none -> throw new IllegalStateException("no key slot: " + none.reason());
        };
    }

    /** Writes the ERP export, with its wrong lines; how many rows. */
    public long export(Path file) throws IOException {
        return new ErpExport(factory, codec()).write(file).rows();
    }

    /** Publishes the recall of whatever holds a cell of the bad lot; its id. */
    public String recall(Workbench bench, Act author, Act approver) {
        var desk = bench.recalls();
        var draft = desk.draft(content(bench), false, author);
        var hash = desk.preview(draft.id(), author).impact().summary().hash();
        desk.submit(draft.id(), hash, author);
        return desk.approve(draft.id(), hash, approver).id();
    }

    /** What the recall says: stop using whatever holds a cell of the bad lot. Its pictures are kept on the way. */
    public static Content content(Workbench bench) {
        return DemoNotice.of(badCellInside(), DemoPictures.keep(bench, "mara.vogel"));
    }

    /** Whatever holds a cell of the bad lot. */
    private static Scope badCellInside() {
        return ScopeText.read(badCellText(), _ -> OptionalLong.empty());
    }

    static String badCellText() {
        return "contains(cell where lot = " + Line.CELLS_LINE.lot(Acme.BAD_LOT) + ")";
    }

    /** The address of each laptop with a build record, as printed on it: {@code /01/<GTIN>/21/<code>}. */
    public List<String> laptopPaths() {
        var codec = codec();
        return laptopItems().stream()
                .map(item ->
                        "/01/" + Acme.LAPTOP.gtin() + "/21/" + codec.code(item).text())
                .toList();
    }

    /** The item number of each laptop with a build record, in the order of {@link #laptopPaths}. */
    public List<Long> laptopItems() {
        return LongStream.range(0, factory.laptops())
                .map(n -> factory.acme.item(Line.LAPTOPS, n))
                .boxed()
                .toList();
    }

    /** Writes codes of the one open slot. */
    SlotCodec codec() {
        var ring = KeystoreFile.open(keystore);
        return new SlotCodec(ring.open().getFirst(), CodeLength.L18, WordLists.standard());
    }
}
