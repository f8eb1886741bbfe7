package org.echt.app.config;

import org.echt.core.notice.Jurisdiction;

/**
 * Who answers.
 *
 * @param brand whose name the answers carry
 * @param domain host name in every link and QR code, without {@code https://}
 * @param phone free phone number for customers; empty for none
 * @param email address for customers; empty for none
 * @param law whose texts of a notice are shown first
 */
public record SiteConfig(String brand, String domain, String phone, String email, Jurisdiction law) {}
