package org.echt.core.notice;

import java.util.List;
import org.echt.core.canonical.Value;

/**
 * The words of a notice in one language under one law. Plain text. Only the instruction is needed to make one; what the
 * law wants besides is the linter's business, so that a half-written draft can be kept.
 *
 * @param subject what is concerned
 * @param instruction the imperative, for example {@code Stop using this laptop now}
 * @param hazard what can happen
 * @param steps what to do, in order
 * @param untilThen what to do until a remedy is available; empty when it is
 * @param remedies what is offered, free of charge
 * @param contacts how to reach the maker
 * @param share the invitation to pass the notice on
 * @param report what only the law of the United States asks for; {@link Report#NONE} elsewhere
 */
public record NoticeText(
        Subject subject,
        String instruction,
        String hazard,
        List<String> steps,
        String untilThen,
        List<String> remedies,
        List<String> contacts,
        String share,
        Report report) {
    public NoticeText {
        steps = List.copyOf(steps);
        remedies = List.copyOf(remedies);
        contacts = List.copyOf(contacts);
        if (instruction.isBlank()) {
            throw new IllegalArgumentException("a notice needs an instruction");
        }
    }

    /** All its words in the one spelling whose SHA-256 the log holds once they are told (spec/log.md). */
    public Value.Members canonical() {
        return Value.object()
                .put(
                        "subject",
                        Value.object()
                                .put("brand", subject.brand)
                                .put("name", subject.name)
                                .put("identifiers", subject.identifiers)
                                .put("where", subject.where)
                                .put("sold", subject.sold))
                .put("instruction", instruction)
                .put("hazard", hazard)
                .put("steps", texts(steps))
                .put("untilThen", untilThen)
                .put("remedies", texts(remedies))
                .put("contacts", texts(contacts))
                .put("share", share)
                .put(
                        "report",
                        Value.object()
                                .put("units", report.units)
                                .put("price", report.price)
                                .put("incidents", report.incidents))
                .build();
    }

    private static List<Value.Text> texts(List<String> texts) {
        return texts.stream().map(Value::text).toList();
    }

    /** A text of the parts every notice shows, without what the law wants besides. */
    public static NoticeText of(
            String instruction,
            String hazard,
            List<String> steps,
            String untilThen,
            List<String> remedies,
            List<String> contacts) {
        return new NoticeText(Subject.NONE, instruction, hazard, steps, untilThen, remedies, contacts, "", Report.NONE);
    }

    /**
     * What is concerned, in words.
     *
     * @param brand the brand on the product
     * @param name the product
     * @param identifiers how the affected units are told: lots, serial numbers, dates, as text
     * @param where where on the product the identifiers are found
     * @param sold when, where and by whom it was sold; {@link #NOT_AVAILABLE} where that is not known
     */
    public record Subject(String brand, String name, String identifiers, String where, String sold) {
        /** Said on purpose, unlike an empty text, which is a gap. */
        public static final String NOT_AVAILABLE = "not available";

        public static final Subject NONE = new Subject("", "", "", "", "");

        public boolean soldIsUnknown() {
            return sold.equals(NOT_AVAILABLE);
        }
    }

    /**
     * What a notice in the United States says besides.
     *
     * @param units how many units, for example {@code About 48,000}
     * @param price what they were sold for
     * @param incidents reported incidents, injuries and deaths with ages, or that none were reported
     */
    public record Report(String units, String price, String incidents) {
        public static final Report NONE = new Report("", "", "");
    }
}
