package org.echt.app.link;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells programs from people, by the names they give themselves. */
final class Programs {
    /** Crawlers, previews of links, tools. */
    private static final List<String> NAMES = List.of(
            "crawl",
            "spider",
            "slurp",
            "preview",
            "facebookexternalhit",
            "facebookcatalog",
            "meta-external",
            "whatsapp",
            "telegram",
            "slack",
            "discord",
            "skype",
            "embedly",
            "pinterest",
            "iframely",
            "google-inspectiontool",
            "googleother",
            "mediapartners",
            "headless",
            "phantomjs",
            "lighthouse",
            "monitor",
            "uptime",
            "pingdom",
            "curl/",
            "wget/",
            "python-",
            "java/",
            "java-http",
            "go-http",
            "libwww",
            "httpclient",
            "node-fetch",
            "scrapy");
    /** A Cubot is a telephone. */
    private static final Pattern BOT = Pattern.compile("(?<!cu)bot\\b");

    private Programs() {}

    /** Looking for each name is several times faster than looking for all of them at once by an expression. */
    static boolean isNamedBy(String userAgent) {
        var name = userAgent.toLowerCase(Locale.ROOT);
        return userAgent.isBlank()
                || NAMES.stream().anyMatch(name::contains)
                || (name.contains("bot") && BOT.matcher(name).find());
    }
}
