package org.echt.core.recall;

/** What becomes known while a preview is made, in this order: an estimate, then how far the exact count is. */
public sealed interface PreviewEvent {
    /**
     * The first number: what a random sample of the issued items says. An estimate, to be called one.
     *
     * @param sampled items that were judged one by one
     * @param affected of them, matched by the rule
     * @param unknown of them, without a complete build record for the rule
     * @param issued items issued in all
     * @param millis since the preview began
     */
    record Estimate(long sampled, long affected, long unknown, long issued, long millis) implements PreviewEvent {
        /** Where the number of affected items lies, at 95 % confidence. */
        public Interval affectedItems() {
            return Interval.of(affected, sampled, issued);
        }

        /** Where the number of items without a complete build record lies, at 95 % confidence. */
        public Interval unknownItems() {
            return Interval.of(unknown, sampled, issued);
        }
    }

    /**
     * How far a stage is.
     *
     * @param done units of this stage that were seen
     * @param total all of them
     */
    record Counting(Stage stage, long done, long total) implements PreviewEvent {}

    /** What is counted. */
    enum Stage {
        /** The build record is walked, parent by parent. */
        BUILD_RECORDS,
        /** Affected units are sorted into buckets. */
        BUCKETS,
        /** The other open recalls are asked about the same units. */
        OTHER_RECALLS,
        /** Units on both sides of the edge are looked at one by one. */
        SAMPLES
    }
}
