package org.echt.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.recall.Recall;
import org.echt.core.scan.CopyCase;
import org.echt.core.verify.CatalogueStore.CatalogueData;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.WebhookStore;

/**
 * All that can be seen of a set of stores, in a form that two sets with the same data share: without the catalogue's
 * version, with foreign parts named by their keys instead of their numbers and jobs by their files.
 *
 * @param catalogue the catalogue with version 0
 * @param facts one line per state, remedy, installation, foreign part, job and rejected line
 */
public record Snapshot(CatalogueData catalogue, SortedSet<String> facts) {
    /**
     * Looks at everything.
     *
     * @param items items whose state, remedies and build record are looked at
     */
    public static Snapshot of(Stores stores, Collection<Long> items) {
        var data = stores.catalogue().load();
        var look = new Look(stores, new HashMap<>(), new TreeSet<>());
        look.foreign();
        items.forEach(look::item);
        data.recalls().forEach(look::remedied);
        look.jobs();
        stores.access().users().forEach(user -> look.facts.add("user " + user));
        stores.access().keys().forEach(key -> look.facts.add("key " + key));
        stores.audit()
                .find(new AuditLog.Filter("", "", "", null, null, Long.MAX_VALUE, 10_000))
                .forEach(e -> look.audited(e.entry()));
        stores.proofs().waiting(1000).forEach(proof -> look.facts.add("waiting " + proof));
        stores.webhooks().endpoints().forEach(look::endpoint);
        stores.signals().progress().ifPresent(p -> look.facts.add("looked at " + p));
        stores.signals().open(1000).forEach(look::suspected);
        data.batches()
                .forEach(batch -> look.facts.add("kept of batch " + batch.number() + ": "
                        + stores.commitments().find(batch.number())));
        stores.pictures().pictures(1000).forEach(hash -> look.facts.add("picture " + hash));
        var catalogue = new CatalogueData(
                0, data.products(), data.batches(), data.definitions(), data.changeSets(), data.recalls());
        return new Snapshot(catalogue, look.facts);
    }

    private record Look(Stores stores, Map<Long, String> names, SortedSet<String> facts) {
        void foreign() {
            stores.asBuilt().eachForeign(part -> {
                names.put(part.item(), part.key().identity().toString());
                facts.add("foreign " + part.key() + " named " + part.name());
            });
        }

        /** Not how often an import was taken up: whether it was interrupted is not in the data. */
        void audited(AuditEntry entry) {
            if (!entry.action().equals("import.resumed")) {
                facts.add("audit " + entry);
            }
        }

        String name(long item) {
            return names.getOrDefault(item, Long.toString(item));
        }

        void item(long item) {
            var read = stores.items().read(item, true);
            facts.add("state " + read.state());
            read.remedies().forEach(r -> facts.add("remedy below " + item + ": " + r));
            facts.add("build of " + item + (read.build().whole() ? " is whole" : " is cut off"));
            read.build().byParent().values().stream().flatMap(List::stream).forEach(this::installation);
            read.build().foreign().values().stream()
                    .map(ForeignPart::key)
                    .forEach(key -> facts.add("build of " + item + " holds foreign " + key));
        }

        void installation(Installation i) {
            facts.add("in " + name(i.parent()) + " sits " + name(i.part()) + " from " + i.from() + " to " + i.to());
        }

        /** Deliveries without their numbers, which may have gaps. */
        void endpoint(Endpoint endpoint) {
            facts.add("endpoint " + endpoint.url().whole() + " " + endpoint);
            var filter = new WebhookStore.Filter(endpoint.id(), null, Long.MAX_VALUE, 1000);
            for (var d : stores.webhooks().deliveries(filter)) {
                facts.add("delivery of " + d.event() + " to " + d.endpoint() + " " + d.state() + " " + d.attempts()
                        + " since " + d.since() + " due " + d.dueAt() + " kept " + d.kept());
                stores.webhooks()
                        .attempts(d.number())
                        .forEach(a -> facts.add(d.event().id() + " tried " + a));
            }
        }

        /** Cases without their names, which are drawn. */
        void suspected(CopyCase one) {
            for (var suspect : stores.signals().suspects(one.id(), 1000)) {
                facts.add("case of " + one.cause() + " " + one.batch() + " " + one.place() + " " + one.openedAt() + ": "
                        + suspect);
            }
        }

        void remedied(Recall recall) {
            stores.recalls()
                    .remedied(recall.id())
                    .forEach(item -> facts.add("remedied by " + recall.id() + ": " + name(item)));
        }

        void jobs() {
            for (var job : stores.imports().jobs(1000)) {
                var file = job.file().name();
                facts.add("job " + job.file() + " bytes " + job.doneBytes() + " lines " + job.doneLines() + " "
                        + job.counts() + " since " + job.startedAt() + " until " + job.finishedAt());
                stores.imports().rejects(job.id(), line -> facts.add("reject of " + file + ": " + line));
            }
        }
    }
}
