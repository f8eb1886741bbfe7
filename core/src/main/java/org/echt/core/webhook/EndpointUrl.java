package org.echt.core.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint is: {@code https}, a host, a path. What it is now the name may not be tomorrow, so whoever connects
 * asks {@link Targets} again about the address the name has then. Its text form leaves out the query, which may hold a
 * secret.
 */
public final class EndpointUrl {
    private static final int LONGEST = 1_000;
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** A last label that begins so makes some resolvers read the whole as a number: {@code 127.1}, {@code 0x7f000001}. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private final URI uri;

    private EndpointUrl(URI uri) {
        this.uri = uri;
    }

    /**
     * Reads an address.
     *
     * @param targets what may be called; only {@link Targets#PRIVATE} allows plain {@code http}, and to this computer only
     * @throws IllegalArgumentException for anything that must not be called; names the reason, never the query
     */
    public static EndpointUrl parse(String text, Targets targets) {
        var url = stored(text);
        var uri = url.uri;
        var host = url.host();
        boolean here = host.equals("localhost") || host.endsWith(".localhost");
        if (isLiteral(host)) {
            var address = InetAddress.ofLiteral(host);
            targets.refusal(address).ifPresent(why -> {
                throw refused(why + "; webhooks do not go there");
            });
            here = Targets.isLoopback(address);
        }
        if (here && targets == Targets.PUBLIC) {
            throw refused(host + " is this computer; the configuration does not allow it (webhook.targets)");
        }
        if (!url.isSecure() && !here) {
            throw refused("http is not private. Maybe https://" + uri.getRawAuthority() + "?");
        }
        return url;
    }

    /** Reads an address that {@link #parse} took before, whatever is allowed today. */
    public static EndpointUrl stored(String text) {
        if (text.length() > LONGEST) {
            throw refused("it has " + text.length() + " characters; at most " + LONGEST);
        }
        var uri = uri(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("it must begin with https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("user and password in an address are sent to nobody; what is sent is signed");
        }
        if (uri.getRawFragment() != null) {
            throw refused("what stands behind # is never sent");
        }
        checkHost(uri.getHost());
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("port " + uri.getPort() + " is none");
        }
        return new EndpointUrl(uri);
    }

    private static URI uri(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused("it holds blanks or letters beyond ASCII. Write the host as xn--, the rest with %XX");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused(e.getReason());
        }
    }

    private static void checkHost(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            throw refused("it has no host. Maybe https://hooks.example/echt?");
        }
        var plain = bare(host);
        if (isLiteral(plain)) {
            return;
        }
        if (host.startsWith("[")
                || !NAME.matcher(plain).matches()
                || NUMBER.matcher(plain).matches()) {
            throw refused("\"" + host + "\" is neither a host name nor an IP address");
        }
    }

    private static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return host.indexOf('%') < 0;
        }
        if (!DOTTED.matcher(host).matches()) {
            return false;
        }
        for (var part : host.split("\\.")) {
            if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
        }
        return true;
    }

    /** In lower case, without brackets and the dot at the end. */
    private static String bare(String host) {
        var plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var lower = plain.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("this is no address of an endpoint: " + why);
    }

    /** Host name or IP address, in lower case, without brackets. */
    public String host() {
        return bare(uri.getHost());
    }

    /** The port, also where the address does not say it. */
    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }

    /** Whether it is https. */
    public boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** Path and query as they are sent; at least {@code /}. */
    public String pathAndQuery() {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Host, with the port unless it is that of the scheme, as it stands in an HTTP request. */
    public String authority() {
        return uri.getRawAuthority();
    }

    /** All of it, with the query. */
    public String whole() {
        return uri.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointUrl url && uri.toString().equals(url.uri.toString());
    }

    @Override
    public int hashCode() {
        return uri.toString().hashCode();
    }

    @Override
    public String toString() {
        return uri.getRawQuery() == null ? uri.toString() : whole().substring(0, whole().indexOf('?')) + "?…";
    }
}
