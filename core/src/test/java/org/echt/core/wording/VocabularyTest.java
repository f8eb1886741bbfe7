package org.echt.core.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void caseMarksAndInvisibleSignsDoNotCount() {
        soft("fr", "À TITRE PRÉVENTIF");
        soft("fr", "a titre preventif");
        soft("de", "reine Vorsichts\u00adma\u00dfnahme");
        soft("en", "ＶＯＬＵＮＴＡＲＹ");
        soft("en", "in very\nrare cases");
        soft("pl", "srodek ostroznosci");
    }

    /** Every inflection that the law's own terms have in a language. */
    @Test
    void softWordsAreFoundInTheirForms() {
        for (var text : List.of(
                "voluntary",
                "voluntarily",
                "precautionary",
                "as a precaution",
                "discretionary",
                "in rare situations",
                "in specific situations",
                "in some cases",
                "under certain conditions",
                "a low risk",
                "out of an abundance of caution",
                "as a courtesy",
                "no cause for concern",
                "it is safe to use",
                "you can keep using it",
                "only a few units",
                "a minor defect",
                "highly unlikely",
                "do not worry")) {
            soft("en", text);
        }
        for (var text : List.of(
                "freiwilliger Rückruf",
                "vorsorglich",
                "vorsichtshalber",
                "aus Gründen der Vorsicht",
                "als Vorsichtsmaßnahme",
                "nach eigenem Ermessen",
                "in seltenen Fällen",
                "in bestimmten Situationen",
                "unter gewissen Umständen",
                "in Einzelfällen",
                "aus Kulanz",
                "kein Anlass zur Sorge",
                "Sie können das Gerät weiterhin benutzen",
                "ein geringes Risiko",
                "nur wenige Geräte",
                "unbedenklich")) {
            soft("de", text);
        }
        for (var text : List.of(
                "rappel volontaire",
                "par précaution",
                "par mesure de précaution",
                "discrétionnaire",
                "dans de rares cas",
                "dans certaines situations",
                "à titre gracieux",
                "un risque minime",
                "aucune raison de s'inquiéter",
                "sans danger",
                "geste commercial")) {
            soft("fr", text);
        }
        for (var text : List.of(
                "retirada voluntaria",
                "por precaución",
                "medida cautelar",
                "en casos aislados",
                "en situaciones específicas",
                "en raras ocasiones",
                "un riesgo mínimo",
                "no hay motivo de alarma",
                "puede seguir utilizándolo",
                "por cortesía")) {
            soft("es", text);
        }
        for (var text : List.of(
                "richiamo volontario",
                "a scopo precauzionale",
                "in rari casi",
                "in situazioni specifiche",
                "a titolo di cortesia",
                "un rischio minimo",
                "nessun motivo di preoccupazione",
                "per puro scrupolo")) {
            soft("it", text);
        }
        for (var text : List.of(
                "vrijwillige terugroepactie",
                "uit voorzorg",
                "als voorzorgsmaatregel",
                "in zeldzame gevallen",
                "in specifieke situaties",
                "uit coulance",
                "een klein risico",
                "geen reden tot zorg",
                "u kunt het product blijven gebruiken")) {
            soft("nl", text);
        }
        for (var text : List.of(
                "dobrowolne wycofanie",
                "środek ostrożności",
                "zapobiegawczo",
                "w rzadkich przypadkach",
                "w określonych sytuacjach",
                "niewielkie ryzyko",
                "nie ma powodów do obaw",
                "na wszelki wypadek",
                "można nadal używać")) {
            soft("pl", text);
        }
    }

    @Test
    void innocentWordsAreLeftAlone() {
        innocent("en", "Use only the charger in the box. The commonly used, lonely miner mines minerals.");
        innocent("en", "It is not safe to use. Do not keep using it. This is no longer harmless.");
        innocent("en", "Take these precautions: keep it in a safe place, in case of fire call 112.");
        innocent("de", "Der Akku ist nicht unbedenklich. Benutzen Sie nur das Ladegerät. Vorsicht: heiß.");
        innocent("de", "Sie dürfen das Gerät nicht weiter benutzen. Die Gabel kann leicht brechen.");
        innocent("fr", "Retirez la batterie avec précaution. Ce produit n'est pas sans danger. Remise en état.");
        innocent("es", "Retire la batería con precaución. No es seguro usarlo.");
        innocent("it", "Maneggiare con precauzione. Non è sicuro da usare.");
        innocent("nl", "Het is niet veilig te gebruiken. Neem geen risico.");
        innocent("pl", "Zachowaj ostrożność. To nie jest bezpieczne w użyciu.");
    }

    @Test
    void deniedIncidentsAreToldFromAdviceAgainstThem() {
        denies("en", "No accidents have been reported to date.", true);
        denies("en", "Use it no longer, to avoid injuries.", false);
        denies("en", "Injuries: none", true);
        denies("de", "Bislang sind uns keine Unfälle bekannt.", true);
        denies("de", "Laden Sie keine Akkus, um Verletzungen zu vermeiden.", false);
        denies("fr", "Aucun accident n'a été signalé.", true);
        denies("fr", "N'utilisez pas pour éviter un accident.", false);
        denies("es", "No se han notificado accidentes.", true);
        denies("es", "No use para evitar lesiones.", false);
        denies("it", "Non si sono verificati incidenti.", true);
        denies("it", "Non usare per evitare incidenti.", false);
        denies("nl", "Er zijn geen ongevallen gemeld.", true);
        denies("pl", "Nie zgłoszono żadnych wypadków.", true);
        denies("pl", "Nie używaj, aby uniknąć obrażeń.", false);
    }

    @Test
    void theLanguageIsRecognised() {
        assertEquals(Optional.of("en"), Vocabulary.guess("Stop using this and send it to us with the box."));
        assertEquals(
                Optional.of("de"), Vocabulary.guess("Benutzen Sie das Gerät nicht und senden Sie es mit der Box."));
        assertEquals(
                Optional.of("nl"), Vocabulary.guess("Gebruik het product niet en stuur het naar ons met de doos."));
        assertEquals(Optional.of("fr"), Vocabulary.guess("N'utilisez pas ce produit et envoyez la boîte dans le sac."));
        assertEquals(
                Optional.of("es"), Vocabulary.guess("No use el producto y envíe la caja con el cargador por correo."));
        assertEquals(Optional.of("it"), Vocabulary.guess("Non usare il prodotto e inviare la scatola con il cavo."));
        assertEquals(Optional.of("pl"), Vocabulary.guess("Nie używaj go i wyślij do nas w pudełku, jest to ważne."));
        assertEquals(Optional.empty(), Vocabulary.guess("7Q4M 12 XYZ"));
    }

    @Test
    void freeNumbersAreTold() {
        for (var free : List.of(
                "0800 555 0142",
                "+49 800 5550142",
                "+39 800 555 014",
                "1-800-555-0142",
                "(888) 555-0142",
                "00800 555 0142 1",
                "0 805 555 019",
                "900 555 014",
                "+800 5550 1421")) {
            assertTrue(Telephone.in("Call " + free + " now").getFirst().isFree(), free);
        }
        for (var paid : List.of("01 555 0142", "+49 3641 800 100", "+34 91 900 5555", "0 0 0 0 0 0 0 0")) {
            assertFalse(Telephone.in("Call " + paid).stream().anyMatch(Telephone::isFree), paid);
        }
        assertEquals(List.of(), Telephone.in("2026-11-04 and 31.12.2026, lot K7-26"));
    }

    @Test
    void linksThatFollowPeopleAreTold() {
        assertEquals(
                List.of("https://a.example/x?y=1", "www.b.example"),
                Links.in("See (https://a.example/x?y=1), www.b.example."));
        assertEquals(Optional.of("UTM_source=m"), Links.tracking("https://a.example/?id=1&UTM_source=m"));
        assertEquals(Optional.of("bit.ly"), Links.tracking("https://bit.ly/3x"));
        assertEquals(
                Optional.of("to=https%3A%2F%2Fb.example"),
                Links.tracking("https://a.example/r?to=https%3A%2F%2Fb.example"));
        assertEquals(Optional.empty(), Links.tracking("https://a.example/recall?id=R-2026-001"));
        assertEquals(Optional.empty(), Links.tracking("https://a.example/?x=%zz"));
    }

    private static void soft(String language, String text) {
        assertFalse(find(language, text).isEmpty(), language + ": " + text);
    }

    private static void innocent(String language, String text) {
        assertEquals(List.of(), find(language, text), language + ": " + text);
    }

    private static void denies(String language, String text, boolean expected) {
        assertEquals(expected, Vocabulary.of(language).orElseThrow().says(Topic.NO_INCIDENTS, text), text);
    }

    private static List<Vocabulary.Match> find(String language, String text) {
        return Vocabulary.of(language).orElseThrow().find(Topic.SOFTENING, text);
    }
}
