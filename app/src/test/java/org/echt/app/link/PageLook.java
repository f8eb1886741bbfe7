package org.echt.app.link;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.echt.app.answer.SampleVerdicts;

/**
 * A browser before the sample pages. With {@code -Decht.shots=folder} pictures are left there to look at. One thread.
 */
final class PageLook implements AutoCloseable {
    private static final String SHIFT =
            "window.shift=0;new PerformanceObserver(l=>l.getEntries().forEach(e=>window.shift+=e.value))"
                    + ".observe({type:'layout-shift',buffered:true})";
    /** A tenth of what readers begin to notice; on a busy machine a page may be painted in two goes. */
    private static final double STILL = 0.01;

    private static final String AXE = "axe.run(document,{resultTypes:['violations']})"
            + ".then(r=>r.violations.map(v=>v.id+': '+v.nodes[0].html))";
    private static final String SCROLL = "document.documentElement.scrollWidth-document.documentElement.clientWidth";

    private final SampleServer server = new SampleServer();
    private final Chrome chrome = new Chrome();
    private final String axe = Chrome.axe();

    SampleServer server() {
        return server;
    }

    BrowserContext context(ColorScheme scheme, int width) {
        var context = chrome.browser()
                .newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en")
                        .setViewportSize(width, 800));
        context.addInitScript(SHIFT);
        context.addInitScript(axe);
        return context;
    }

    /** Every page in every language, by a name for messages and pictures. */
    Map<String, String> addresses(Predicate<String> tags) {
        var all = new LinkedHashMap<String, String>();
        for (var language : server.languages.all()) {
            if (!tags.test(language.tag())) {
                continue;
            }
            var lang = "?lang=" + language.tag();
            var suffix = "-" + language.tag();
            all.put("home" + suffix, "/" + lang);
            all.put("recalls" + suffix, "/recalls" + lang);
            all.put("notice" + suffix, "/r/R-2026-014" + lang);
            all.put("notice-warning" + suffix, "/r/R-2026-009" + lang);
            all.put("notice-old" + suffix, "/r/R-2026-014/v1" + lang);
            all.put("notice-closed" + suffix, "/r/R-2026-003" + lang);
            all.put("notice-withdrawn" + suffix, "/r/R-2026-001" + lang);
            all.put("empty" + suffix, "/c" + lang);
            all.put("receipt" + suffix, "/receipt/verify" + lang);
            all.put("notfound" + suffix, "/nothing" + lang);
            SampleVerdicts.all().keySet().forEach(name -> all.put(name + suffix, "/c/" + name + lang));
        }
        return all;
    }

    /**
     * What is wrong with the pages: they scroll sideways, move while they are painted, ask somebody else for something, leave
     * a cookie, or hurt a rule of axe.
     *
     * @param closely names of the pages that axe looks at
     */
    List<String> faults(
            BrowserContext context, String where, Map<String, String> addresses, Predicate<String> closely) {
        var faults = new ArrayList<String>();
        var page = context.newPage();
        var requests = new ArrayList<String>();
        page.onRequest(request -> requests.add(request.url()));
        page.onConsoleMessage(message -> {
            if (!message.text().contains("status of 4") && !message.text().contains("status of 5")) {
                faults.add(where + " console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add(where + " script: " + error));
        addresses.forEach((name, path) -> {
            page.navigate(server.url(path));
            check(page, where + " " + name, faults);
            if (closely.test(name)) {
                accessible(page, where + " " + name, faults);
            }
            shoot(page, where, name);
        });
        requests.stream()
                .filter(url -> !url.startsWith(server.url("/")) && !url.startsWith("data:"))
                .forEach(url -> faults.add(where + " third party: " + url));
        if (!context.cookies().isEmpty()) {
            faults.add(where + " cookies: " + context.cookies());
        }
        return faults;
    }

    private static void check(Page page, String where, List<String> faults) {
        int scroll = ((Number) page.evaluate(SCROLL)).intValue();
        if (scroll > 0) {
            faults.add(where + " scrolls sideways by " + scroll + " px");
        }
        double shift = ((Number) page.evaluate("window.shift")).doubleValue();
        if (shift > STILL) {
            faults.add(where + " shifts by " + shift);
        }
    }

    private static void accessible(Page page, String where, List<String> faults) {
        var violations = page.evaluate(AXE);
        if (violations instanceof List<?> list && !list.isEmpty()) {
            faults.add(where + " axe " + list);
        }
    }

    private static void shoot(Page page, String where, String name) {
        var folder = System.getProperty("echt.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + "-" + where + ".png")));
        }
    }

    @Override
    public void close() {
        chrome.close();
        server.close();
    }
}
