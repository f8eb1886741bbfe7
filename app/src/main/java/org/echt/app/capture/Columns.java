package org.echt.app.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/**
 * Which column of a file is which: our own names, and the headings that ERP systems and people use, in English and
 * German. Headings are compared without case, blanks and punctuation. Where two headings could mean the same, the one
 * listed first is taken.
 *
 * @param separator what stands between the fields
 * @param headings as found
 * @param places column of the file for each that was found
 */
record Columns(char separator, List<String> headings, Map<Column, Integer> places) {
    private static final String SEPARATORS = ",;\t|";
    private static final int SHOWN_HEADINGS = 20;

    /** The columns that are understood. */
    enum Column {
        PARENT("parent parentcode parentserial parentid parentserialnumber parentserialno superordequipment"
                + " superordequip superiorequipment superordinateequipment superordinateequip hequi assembly"
                + " assemblyserial assemblyserialnumber higherlevelassembly nexthigherassembly product unit"
                + " uebergeordnetesequipment uebergeordnequipment uebgeordequipment oberequipment oberteil"
                + " baugruppe uebergeordnet kopfserialnummer erzeugnis geraet produkt"),
        PART("part partcode partid child childcode childid childserial childserialnumber component componentserial"
                + " componentserialnumber componentid equipment equipmentnumber equipmentno equnr teil bauteil"
                + " einbauteil komponente unterequipment code"),
        INSTALLED("installed installedat installedon installation installationdate installdate dateinstalled"
                + " dateofinstallation assembledon assemblydate builddate validfrom from datab eingebaut"
                + " eingebautam einbau einbaudatum montagedatum montiertam gueltigab gueltigvon ab von"),
        REMOVED("removed removedat removedon removal removaldate dateremoved dateofremoval dismantled dismantlingdate"
                + " uninstalled validto validuntil until to datbi ausgebaut ausgebautam ausbau ausbaudatum"
                + " demontagedatum demontiertam gueltigbis bis"),
        PART_MAKER("partmaker partmanufacturer manufacturer manufacturerofasset maker supplier vendor herst hersteller"
                + " teilehersteller lieferant"),
        PART_TYPE("parttype partnumber partno partgtin gtin manufacturerpartnumber manufpartno mpn material materialno"
                + " materialnumber matnr componentmaterial typ teiletyp teilenummer herstellerteilenummer"
                + " materialnummer"),
        PART_LOT(
                "partlot lot lotnumber batch batchnumber batchno charg charge chargennummer los losnummer componentbatch"),
        PART_SERIAL("partserial partserialnumber partserialno manufacturerserialnumber manufserialno manufserialnumber"
                + " serialnumber serialno serial serno sernr serialnr serialnummer seriennummer teileserialnummer"
                + " herstellerserialnummer"),
        PART_NAME("partname partdescription name description descriptionoftechnicalobject bezeichnung teilename"
                + " teilebezeichnung benennung materialkurztext materialdescription");

        private final String synonyms;

        Column(String synonyms) {
            this.synonyms = synonyms;
        }

        /** The name we give it. */
        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the heading line with whichever separator makes most of it. */
    static Columns of(String line) {
        var best = of(line, SEPARATORS.charAt(0));
        for (char separator : SEPARATORS.substring(1).toCharArray()) {
            var other = of(line, separator);
            if (other.score() > best.score()) {
                best = other;
            }
        }
        return best.checked();
    }

    /** Reads the heading line with this separator; not yet {@link #checked}. */
    static Columns of(String line, char separator) {
        var headings = new ArrayList<String>();
        for (String part : split(line, separator)) {
            headings.add(part.strip());
        }
        int last = headings.size() - 1;
        if (last > 0 && headings.get(last).isEmpty()) {
            headings.remove(last);
        }
        return new Columns(separator, List.copyOf(headings), places(headings));
    }

    int count() {
        return headings.size();
    }

    /** The column of the file, or -1. */
    int place(Column column) {
        return places.getOrDefault(column, -1);
    }

    boolean has(Column column) {
        return place(column) >= 0;
    }

    private int score() {
        int known = places.size();
        return known * 1000 + Math.min(count(), 999);
    }

    /** Itself. @throws RefusedException (BAD_REQUEST) when a column is missing or stands twice */
    Columns checked() {
        var missing = new ArrayList<String>();
        if (!has(Column.PARENT)) {
            missing.add("parent");
        }
        if (!has(Column.PART) && !has(Column.PART_SERIAL) && !has(Column.PART_LOT)) {
            missing.add("part (or part_serial, part_lot)");
        }
        if (!has(Column.INSTALLED)) {
            missing.add("installed");
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "the first line must name the columns; found: " + found() + ". Missing: "
                            + String.join(", ", missing) + ". Needed: parent, part, installed; possible besides:"
                            + " removed, part_maker, part_type, part_lot, part_serial, part_name.");
        }
        for (String heading : headings) {
            if (!heading.isEmpty() && Collections.frequency(headings, heading) > 1) {
                throw new RefusedException(
                        Fault.BAD_REQUEST, "column \"" + Shown.text(heading) + "\" stands twice in the first line");
            }
        }
        return this;
    }

    private String found() {
        var shown = headings.stream().limit(SHOWN_HEADINGS).map(Shown::text).toList();
        return "\"" + String.join("\", \"", shown) + "\"" + (count() > SHOWN_HEADINGS ? " ..." : "");
    }

    private static Map<Column, Integer> places(List<String> headings) {
        var plain = headings.stream().map(Columns::plain).toList();
        var places = new EnumMap<Column, Integer>(Column.class);
        for (Column column : Column.values()) {
            Arrays.stream(column.synonyms.split(" "))
                    .map(plain::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(column, place));
        }
        return places;
    }

    /** Lower case, umlauts as two letters, letters and digits only. */
    static String plain(String heading) {
        var plain = new StringBuilder();
        for (char c : heading.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case 'ä' -> plain.append("ae");
                case 'ö' -> plain.append("oe");
                case 'ü' -> plain.append("ue");
                case 'ß' -> plain.append("ss");
                default -> plain.append(Character.isLetterOrDigit(c) ? String.valueOf(c) : "");
            }
        }
        return plain.toString();
    }

    static List<String> split(String line, char separator) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (c == separator && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
