package org.echt.core.notice;

import java.util.List;
import java.util.function.Consumer;
import org.echt.core.wording.Links;
import org.echt.core.wording.Telephone;
import org.echt.core.wording.Topic;
import org.echt.core.wording.Vocabulary;

/** R9 and R11: where to ask, free of charge, and to whom to pass it on. */
final class ContactRules {
    private ContactRules() {}

    /** R9: an address of a service, or a number that is free where the law wants it so. */
    static void contacts(TextUnderLaw told, Consumer<Finding> found) {
        var contacts = told.text().contacts();
        if (contacts.stream().anyMatch(contact -> reaches(told, contact))) {
            return;
        }
        var numbers = contacts.stream()
                .flatMap(contact -> Telephone.in(contact).stream())
                .map(Telephone::written)
                .toList();
        found.accept(Rule.R9.blocks(
                told.place("contacts"),
                numbers.isEmpty()
                        ? "there is neither a telephone number nor the address of a service"
                        : "nothing says that " + String.join(", ", numbers) + " is free",
                Source.by(
                        told.law(),
                        Source.eu36("(f)") + ": a free phone number or interactive online service",
                        Source.us("(n)") + ": telephone number and address to ask at"),
                "Give a free number and say that it is free, or the address (https://...) of a service that answers."));
    }

    private static boolean reaches(TextUnderLaw told, String contact) {
        return !Links.in(contact).isEmpty()
                || isFree(contact, told.vocabulary().stream().toList())
                || (told.law() == Jurisdiction.US && !Telephone.in(contact).isEmpty());
    }

    /** A number that is free by itself, or is said to be. */
    static boolean isFree(String contact, List<Vocabulary> words) {
        var numbers = Telephone.in(contact);
        return numbers.stream().anyMatch(Telephone::isFree)
                || (!numbers.isEmpty() && words.stream().anyMatch(w -> w.says(Topic.FREE, contact)));
    }

    /** R11: under the law that wants it. */
    static void share(TextUnderLaw told, Consumer<Finding> found) {
        if (told.law() == Jurisdiction.EU && told.text().share().isBlank()) {
            found.accept(Rule.R11.blocks(
                    told.place("share"),
                    "nothing asks to pass the notice on",
                    Source.eu36("(g)"),
                    "Say it, for example: tell everybody who may have this product."));
        }
    }
}
