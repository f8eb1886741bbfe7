package org.echt.app.keys;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a token's refusal means and what to do. Java tells it as the name of PKCS#11's return value, in a message. */
final class TokenFault {
    private static final Pattern CODE = Pattern.compile("CKR_[A-Z0-9_]+");

    private TokenFault() {}

    static KeystoreException of(Throwable e, TokenSettings token) {
        return new KeystoreException(say(e, token), e);
    }

    static String say(Throwable e, TokenSettings token) {
        var code = cause(e);
        return switch (code) {
            case "CKR_PIN_INCORRECT", "CKR_PIN_INVALID", "CKR_PIN_LEN_RANGE" ->
                token + " refuses the PIN in " + token.pinFile()
                        + ". Correct it before you try again: a token locks itself after a few wrong ones. (" + code
                        + ")";
            case "CKR_PIN_LOCKED" ->
                token + " is locked after too many wrong PINs. Its security officer gives it a new PIN with the"
                        + " vendor's tool; write that into " + token.pinFile() + ". (" + code + ")";
            case "CKR_USER_PIN_NOT_INITIALIZED", "CKR_PIN_EXPIRED" ->
                token + " has no valid PIN yet. Its security officer sets one with the vendor's tool; write it into "
                        + token.pinFile() + ". (" + code + ")";
            case "CKR_TOKEN_NOT_PRESENT",
                    "CKR_TOKEN_NOT_RECOGNIZED",
                    "CKR_DEVICE_REMOVED",
                    "CKR_DEVICE_ERROR",
                    "CKR_CRYPTOKI_NOT_INITIALIZED",
                    "CKR_SESSION_CLOSED",
                    "CKR_SESSION_HANDLE_INVALID",
                    "CKR_KEY_HANDLE_INVALID",
                    "CKR_OBJECT_HANDLE_INVALID",
                    "CKR_USER_NOT_LOGGED_IN" ->
                token + " does not answer any more. Put it back or see that its service runs, then start this program"
                        + " again. (" + code + ")";
            case "CKR_SESSION_COUNT", "CKR_DEVICE_MEMORY" ->
                token + " has no room for another session or key. End programs that use it, or raise its limit. ("
                        + code + ")";
            default -> token + " refuses: " + code + ". The vendor's manual says what that means.";
        };
    }

    /** Whether it is the PIN that the token refuses. */
    static boolean isPin(Throwable e) {
        return cause(e).startsWith("CKR_PIN_");
    }

    /** The return value, or else the innermost message. */
    static String cause(Throwable e) {
        String last = e.getClass().getSimpleName();
        for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
            var message = t.getMessage();
            if (message != null) {
                var code = CODE.matcher(message);
                if (code.find()) {
                    return code.group();
                }
                last = message;
            }
        }
        return last;
    }
}
