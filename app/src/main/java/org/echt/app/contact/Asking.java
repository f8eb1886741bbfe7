package org.echt.app.contact;

import java.util.Map;
import org.echt.core.registration.RegistrationDesk.Demand;

/**
 * A form that asks for an address: what was typed, and what is wrong with it. Public for the templates only. Immutable.
 *
 * @param what which form: {@code watch}, {@code register}, {@code receipt}, {@code mine} or {@code over}
 * @param path where it is sent
 * @param code as it was typed, as it may be shown; empty where the form wants none
 * @param product name of the product; empty where it is not known
 * @param address as it was typed
 * @param phones whether a telephone number can be taken
 * @param demand what a registration must show
 * @param wrong field to the key of the text that says what is wrong with it
 */
public record Asking(
        String what,
        String path,
        String code,
        String product,
        String address,
        boolean phones,
        Demand demand,
        Map<String, String> wrong) {
    public Asking {
        wrong = Map.copyOf(wrong);
    }

    Asking wrong(String field, String text) {
        return new Asking(what, path, code, product, address, phones, demand, Map.of(field, text));
    }

    /** Keys of the form's own texts. */
    public String title() {
        return what.equals("mine") ? "mine.lost" : what + ".title";
    }

    public String lead() {
        return what.equals("mine") ? "mine.lost.lead" : what + ".lead";
    }

    public String button() {
        return what.equals("mine") ? "receipt.button.link" : what + ".button";
    }

    public boolean wantsCode() {
        return !what.equals("mine") && !what.equals("over");
    }

    public boolean wantsInside() {
        return what.equals("register") && (demand == Demand.INSIDE_CODE || demand == Demand.EITHER);
    }

    public boolean wantsReceipt() {
        return what.equals("register") && (demand == Demand.PURCHASE || demand == Demand.EITHER);
    }

    public boolean wantsEither() {
        return what.equals("register") && demand == Demand.EITHER;
    }

    public boolean isWrong() {
        return !wrong.isEmpty();
    }

    public boolean isWrong(String field) {
        return wrong.containsKey(field);
    }

    /** Key of the text that says what is wrong with a field; empty for nothing. */
    public String error(String field) {
        return wrong.getOrDefault(field, "");
    }

    /** Key of the text that names the address. */
    public String addressLabel() {
        return phones ? "watch.address.or" : "watch.address";
    }
}
