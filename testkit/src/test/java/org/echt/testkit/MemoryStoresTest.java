package org.echt.testkit;

import org.junit.jupiter.api.Nested;

/** The stores in memory pass every contract. */
class MemoryStoresTest {
    @Nested
    class Batches extends BatchStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Makers extends MakerStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Commitments extends CommitmentStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Catalogue extends CatalogueStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Attributes extends AttributeStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Recalls extends RecallStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Pictures extends PictureStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Proofs extends ProofStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Webhooks extends WebhookStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Items extends ItemStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Scans extends ScanStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Signals extends SignalStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class AsBuilt extends AsBuiltStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class ImportsOf extends ImportStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class ImportFaults extends ImportFaultContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Access extends AccessStoreContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }

    @Nested
    class Audit extends AuditLogContract {
        @Override
        protected Stores stores() {
            return new MemoryStores();
        }
    }
}
