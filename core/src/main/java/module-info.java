/** The domain of Echt. Knows the JDK and RoaringBitmap, nothing else; also the offline verifier. */
module org.echt.core {
    requires static org.jspecify;
    requires roaringbitmap;

    exports org.echt.core.fault;
    exports org.echt.core.gs1;
    exports org.echt.core.keys;
    exports org.echt.core.serial;
}
