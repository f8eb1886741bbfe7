package org.echt.core.tlog;

import java.util.Base64;

/** Base64 in its one spelling: the JDK's decoder also takes missing padding and unused bits that are not zero. */
final class Base64Text {
    private static final int SHOWN = 60;

    private Base64Text() {}

    static byte[] decode(String text, String what) throws MalformedException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new MalformedException(what + " \"" + shown(text) + "\" is not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new MalformedException(
                    what + " \"" + shown(text) + "\" is not base64 with padding in its one spelling");
        }
        return bytes;
    }

    /** The beginning of a foreign text, fit for a message. */
    static String shown(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return start.replaceAll("\\p{C}", "?");
    }
}
