package org.echt.core.wording;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Web addresses in a text, and those among them that follow people around. */
public final class Links {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|\\bwww\\.)[^\\s<>\"'\u2029]{1,2000}", Pattern.CASE_INSENSITIVE);

    /** Parameters that tell a sender who came, from which message. */
    private static final Set<String> TRACKERS = Set.of(
            "gclid",
            "gclsrc",
            "gbraid",
            "wbraid",
            "dclid",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "yclid",
            "igshid",
            "igsh",
            "li_fat_id",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "_hsenc",
            "_hsmi",
            "vero_id",
            "oly_enc_id",
            "s_cid",
            "trk",
            "cmpid",
            "campaignid",
            "subscriber_id");

    /** Services that count a visit and send it on, so that nobody sees where a link leads. */
    private static final Set<String> REDIRECTORS = Set.of(
            "bit.ly",
            "t.co",
            "tinyurl.com",
            "goo.gl",
            "ow.ly",
            "buff.ly",
            "is.gd",
            "lnkd.in",
            "rebrand.ly",
            "cutt.ly",
            "t.ly",
            "l.facebook.com",
            "lm.facebook.com",
            "l.instagram.com",
            "click.linksynergy.com",
            "googleadservices.com",
            "doubleclick.net",
            "list-manage.com",
            "sendgrid.net",
            "mandrillapp.com",
            "mailchi.mp",
            "linktr.ee");

    private Links() {}

    /** Every web address in the text, as written, without the punctuation that ends a sentence. */
    public static List<String> in(String text) {
        var links = new ArrayList<String>();
        var found = ADDRESS.matcher(text);
        while (found.find()) {
            links.add(withoutPunctuation(found.group()));
        }
        return links;
    }

    private static String withoutPunctuation(String address) {
        int end = address.length();
        while (end > 0 && ".,;:!?)]}»”’".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return address.substring(0, end);
    }

    /** What in the address follows people: a parameter or a redirector; empty for a plain address. */
    public static Optional<String> tracking(String address) {
        String host = host(address);
        if (REDIRECTORS.stream().anyMatch(service -> host.equals(service) || host.endsWith("." + service))) {
            return Optional.of(host);
        }
        int query = address.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        for (var parameter : address.substring(query + 1).split("[&;#]")) {
            if (follows(parameter)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    private static boolean follows(String parameter) {
        int equals = parameter.indexOf('=');
        String name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value =
                equals < 0 ? "" : decoded(parameter.substring(equals + 1)).toLowerCase(Locale.ROOT);
        return name.startsWith("utm_")
                || TRACKERS.contains(name)
                || value.startsWith("http://")
                || value.startsWith("https://");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static String host(String address) {
        int start = address.indexOf("://");
        String rest = (start < 0 ? address : address.substring(start + 3)).toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = rest.substring(0, end);
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
