package org.echt.app.store.postgres;

import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.echt.core.access.AccessStore;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.audit.AuditLog;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.maker.MakerStore;
import org.echt.core.notice.PictureStore;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.Outbox;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallStore;
import org.echt.core.registration.ContactStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.serial.BatchStore;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.core.webhook.WebhookStore;
import org.echt.testkit.Stores;

/** The stores on a database of their own, as the contracts want them. Emptied and used again when closed. */
record TestStores(Database database, StoresSettings settings, PostgresStores stores) implements Stores {
    private static final Deque<TestStores> EMPTY = new ConcurrentLinkedDeque<>();
    private static final List<String> EMPTYING = List.of(
            "delete from product",
            "delete from attribute_definition",
            "delete from attribute_change_set",
            "delete from recall_revision",
            "delete from remedy",
            "delete from remedy_record",
            "delete from picture",
            "delete from proof",
            "delete from webhook_event",
            "delete from webhook_endpoint",
            "delete from app_user",
            "delete from token",
            "delete from person.person",
            "delete from person.dispute",
            "delete from person.inside_try",
            "delete from person.hold",
            "set local session_replication_role = replica",
            "delete from log_witnessed",
            "delete from log_pending",
            "delete from log_adopted",
            "delete from log_entry",
            "delete from log_node",
            "update log_head set origin = '', state = '', checkpoint = '', at = '-infinity'",
            "delete from person.message_sent",
            "delete from person.message_record",
            "delete from person.message_day",
            "delete from person.message",
            "delete from person.message_item",
            "delete from audit_salt",
            "delete from batch_subtree",
            "delete from batch_commitment",
            "delete from batch",
            "delete from maker_quota",
            "delete from maker",
            "delete from audit_entry",
            "delete from item_state",
            "delete from copy_case_item",
            "delete from copy_case",
            "delete from item_day",
            "delete from signal_due",
            "delete from signal_progress",
            "delete from scan",
            "delete from installation",
            "delete from foreign_part",
            "delete from import_reject",
            "delete from import_job",
            "alter sequence import_job_id_seq restart",
            "update catalogue_version set version = 1");

    static TestStores open() {
        var used = EMPTY.poll();
        return used != null ? used : open(StoresSettings.defaults());
    }

    static TestStores open(StoresSettings settings) {
        var address = TestServer.newDatabase();
        var database = Database.open(address, TestServer.FOUR);
        return new TestStores(database, settings, PostgresStores.open(database, settings, InstantSource.system()));
    }

    @Override
    public BatchStore batches() {
        return stores.batches();
    }

    @Override
    public CommitmentStore commitments() {
        return stores.commitments();
    }

    @Override
    public CatalogueStore catalogue() {
        return stores.catalogue();
    }

    @Override
    public AttributeStore attributes() {
        return stores.attributes();
    }

    @Override
    public RecallStore recalls() {
        return stores.recalls();
    }

    @Override
    public ItemStore items() {
        return stores.items();
    }

    @Override
    public ScanStore scans() {
        return stores.scans();
    }

    @Override
    public SignalStore signals() {
        return stores.signals();
    }

    @Override
    public AsBuiltStore asBuilt() {
        return stores.asBuilt();
    }

    @Override
    public ImportStore imports() {
        return stores.imports();
    }

    @Override
    public PictureStore pictures() {
        return stores.pictures();
    }

    @Override
    public AccessStore access() {
        return stores.access();
    }

    @Override
    public AuditLog audit() {
        return stores.audit();
    }

    @Override
    public ProofStore proofs() {
        return stores.proofs();
    }

    @Override
    public WebhookStore webhooks() {
        return stores.webhooks();
    }

    @Override
    public MakerStore makers() {
        return stores.makers();
    }

    ContactStore contacts() {
        return stores.contacts();
    }

    MessageDays messageDays() {
        return stores.messageDays();
    }

    Outbox outbox() {
        return stores.outbox();
    }

    @Override
    public void close() {
        database.inTransaction(connection -> {
            for (var sql : EMPTYING) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            }
            return true;
        });
        if (settings.equals(StoresSettings.defaults())) {
            EMPTY.push(this);
        } else {
            stores.close();
            database.close();
        }
    }
}
