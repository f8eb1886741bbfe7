/** The domain of Echt. Knows the JDK and RoaringBitmap, nothing else; also the offline verifier. */
module org.echt.core {
    requires static org.jspecify;
    requires roaringbitmap;

    exports org.echt.core.access;
    exports org.echt.core.asbuilt;
    exports org.echt.core.attribute;
    exports org.echt.core.audit;
    exports org.echt.core.canonical;
    exports org.echt.core.claim;
    exports org.echt.core.dossier;
    exports org.echt.core.evidence;
    exports org.echt.core.fault;
    exports org.echt.core.gs1;
    exports org.echt.core.issuance;
    exports org.echt.core.keys;
    exports org.echt.core.ledger;
    exports org.echt.core.maker;
    exports org.echt.core.notice;
    exports org.echt.core.outreach;
    exports org.echt.core.product;
    exports org.echt.core.recall;
    exports org.echt.core.receipt;
    exports org.echt.core.registration;
    exports org.echt.core.scan;
    exports org.echt.core.serial;
    exports org.echt.core.tlog;
    exports org.echt.core.verify;
    exports org.echt.core.webhook;
}
