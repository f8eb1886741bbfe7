package org.echt.app.answer;

import org.echt.core.notice.Jurisdiction;

/**
 * Who answers.
 *
 * @param brand name the answers carry where no product is known, for example {@code Acme}
 * @param domain host name the public pages are reached under, as customers see it in the address bar
 * @param phone phone number for questions; empty for none
 * @param email address for questions; empty for none
 * @param law whose texts of a notice are shown first
 */
public record Site(String brand, String domain, String phone, String email, Jurisdiction law) {
    public Site {
        if (brand.isBlank() || domain.isBlank()) {
            throw new IllegalArgumentException(
                    "a site needs a brand and a domain; brand \"" + brand + "\", domain \"" + domain + "\"");
        }
    }
}
