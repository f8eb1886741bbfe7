package org.echt.app.link;

import java.util.regex.Pattern;

/**
 * What the address of a notice names.
 *
 * @param id id of the recall
 * @param version number of a version; 0 for the one in force
 * @param pdf whether it is wanted as PDF
 */
record NoticeAddress(String id, int version, boolean pdf) {
    private static final Pattern PATH = Pattern.compile("(.*?)(?:/v([1-9][0-9]{0,5}))?(\\.pdf)?", Pattern.DOTALL);

    /** @param path what follows {@code /r/}, decoded */
    static NoticeAddress of(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return new NoticeAddress(path, 0, false);
        }
        var version = matcher.group(2);
        return new NoticeAddress(
                matcher.group(1), version == null ? 0 : Integer.parseInt(version), matcher.group(3) != null);
    }
}
