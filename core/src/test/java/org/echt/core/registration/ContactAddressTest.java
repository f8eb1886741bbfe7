package org.echt.core.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.registration.ContactAddress.Kind;
import org.junit.jupiter.api.Test;

class ContactAddressTest {
    @Test
    void mailAddressesAreReadAsPeopleTypeThem() {
        var read = Map.of(
                "ines@example.org", "ines@example.org",
                "  Ines.Weber+shop@EXAMPLE.Org ", "Ines.Weber+shop@example.org",
                "ines@bücher.example", "ines@xn--bcher-kva.example",
                "o'neil@sub.example.co.uk", "o'neil@sub.example.co.uk");
        read.forEach((typed, value) ->
                assertEquals(Optional.of(new ContactAddress(Kind.EMAIL, value)), ContactAddress.mail(typed), typed));
    }

    @Test
    void whatIsNoMailAddressIsRefused() {
        for (var typed : List.of(
                "",
                "ines",
                "@example.org",
                "ines@",
                "ines@localhost",
                "ines@example.org\r\nBcc: all@example.org",
                "ines@example.org\u0000",
                "ines@exa mple.org",
                "\"ines\"@example.org",
                "ines<x>@example.org",
                "Ines <ines@example.org>",
                "ines@example.org, omar@example.org",
                ".ines@example.org",
                "ines..w@example.org",
                "ines@-example.org",
                "ines@example.123",
                "inés@example.org",
                "i".repeat(65) + "@example.org",
                "ines@" + "a".repeat(64) + ".org",
                "ines@" + "abcdefg.".repeat(40) + "org")) {
            assertEquals(Optional.empty(), ContactAddress.mail(typed), typed);
        }
    }

    /** Two standards make different domains of these signs: the letter of one person would go to another's server. */
    @Test
    void aDomainThatIsReadInTwoWaysIsRefused() {
        for (var typed :
                List.of("ines@straße.example", "ines@STRAẞE.example", "ines@βόλος.example", "ines@a\u200db.example")) {
            assertEquals(Optional.empty(), ContactAddress.mail(typed), typed);
        }
        assertEquals(
                Optional.of(new ContactAddress(Kind.EMAIL, "ines@xn--strae-oqa.example")),
                ContactAddress.mail("ines@xn--strae-oqa.example"));
    }

    @Test
    void telephoneNumbersNeedTheirCountry() {
        for (var typed : List.of("+49 30 901820", "0049 30/901820", "+49-30-90.18.20", " +4930901820 ")) {
            assertEquals(
                    Optional.of(new ContactAddress(Kind.PHONE, "+4930901820")), ContactAddress.phone(typed), typed);
        }
        for (var typed :
                List.of("030 901820", "+49 (0)30 901820", "+0", "+1234567890123456", "+49 30 90a820", "", "+++")) {
            assertEquals(Optional.empty(), ContactAddress.phone(typed), typed);
        }
    }

    @Test
    void onlyCanonicalSpellingIsAnAddress() {
        assertThrows(IllegalArgumentException.class, () -> new ContactAddress(Kind.EMAIL, "ines@EXAMPLE.org"));
        assertThrows(IllegalArgumentException.class, () -> new ContactAddress(Kind.PHONE, "+49 30"));
        assertThrows(IllegalArgumentException.class, () -> new ContactAddress(Kind.PHONE, "ines@example.org"));
    }
}
