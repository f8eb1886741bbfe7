package org.echt.app.boot;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.echt.app.answer.Notices;
import org.echt.app.answer.PublishedNotice;
import org.echt.core.notice.Action;
import org.echt.core.product.Product;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.ProductRecalls;

/** Published notices out of the node's catalogue. */
record PublishedNotices(Supplier<Catalogue> catalogue, InstantSource clock) implements Notices {
    @Override
    public List<PublishedNotice> open() {
        var present = catalogue.get();
        var products = products(present);
        return present.allRecalls().stream()
                .flatMap(recall -> recall.inForce().filter(r -> r.state().isTold()).stream()
                        .filter(_ -> !recall.isDrill())
                        .map(revision -> notice(recall, revision, products)))
                .sorted(Comparator.comparing(PublishedNotice::since).reversed())
                .toList();
    }

    @Override
    public Optional<PublishedNotice> find(String id, int version) {
        var present = catalogue.get();
        return present.allRecalls().stream()
                .filter(recall -> recall.id().equals(id) && !recall.isDrill())
                .findFirst()
                .flatMap(recall -> revision(recall, version).map(r -> notice(recall, r, products(present))));
    }

    private static Optional<Revision> revision(Recall recall, int version) {
        return version == 0
                ? recall.inForce()
                : recall.revisions().stream()
                        .filter(r -> r.state().isPublic() && r.version() == version)
                        .findFirst();
    }

    private PublishedNotice notice(Recall recall, Revision revision, Map<String, List<Product>> products) {
        var since = recall.revisions().stream()
                .filter(r -> r.state().isPublic())
                .map(Revision::at)
                .findFirst()
                .orElseThrow();
        return new PublishedNotice(
                recall.id(),
                revision,
                recall.inForce().orElseThrow().version(),
                products.getOrDefault(recall.id(), List.of()),
                since,
                revision.hasLapsed(clock.instant())
                        ? Action.CHECK
                        : revision.content().action());
    }

    private static Map<String, List<Product>> products(Catalogue catalogue) {
        var products = new TreeMap<String, List<Product>>();
        ProductRecalls.of(catalogue, null)
                .forEach(r -> products.computeIfAbsent(r.recall(), _ -> new ArrayList<>())
                        .add(r.product()));
        return products;
    }
}
