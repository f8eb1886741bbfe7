package org.echt.app.store.postgres;

import org.echt.testkit.AccessStoreContract;
import org.echt.testkit.AsBuiltStoreContract;
import org.echt.testkit.AttributeStoreContract;
import org.echt.testkit.AuditLogContract;
import org.echt.testkit.BatchStoreContract;
import org.echt.testkit.CatalogueStoreContract;
import org.echt.testkit.CommitmentStoreContract;
import org.echt.testkit.ImportFaultContract;
import org.echt.testkit.ImportStoreContract;
import org.echt.testkit.ItemStoreContract;
import org.echt.testkit.MakerStoreContract;
import org.echt.testkit.PictureStoreContract;
import org.echt.testkit.ProofStoreContract;
import org.echt.testkit.RecallStoreContract;
import org.echt.testkit.ScanStoreContract;
import org.echt.testkit.SignalStoreContract;
import org.echt.testkit.Stores;
import org.echt.testkit.WebhookStoreContract;
import org.junit.jupiter.api.Nested;

/** Every contract, on PostgreSQL. */
final class StoreContractsIT {
    @Nested
    final class AccessStoreIT extends AccessStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class AuditLogIT extends AuditLogContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class AsBuiltStoreIT extends AsBuiltStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class AttributeStoreIT extends AttributeStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class MakerStoreIT extends MakerStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class BatchStoreIT extends BatchStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class CommitmentStoreIT extends CommitmentStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class CatalogueStoreIT extends CatalogueStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class ImportFaultIT extends ImportFaultContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class ImportStoreIT extends ImportStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class ItemStoreIT extends ItemStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class PictureStoreIT extends PictureStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class ProofStoreIT extends ProofStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class WebhookStoreIT extends WebhookStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class RecallStoreIT extends RecallStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class ScanStoreIT extends ScanStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }

    @Nested
    final class SignalStoreIT extends SignalStoreContract {
        @Override
        protected Stores stores() {
            return TestStores.open();
        }
    }
}
