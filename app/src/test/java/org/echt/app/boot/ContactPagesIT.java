package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echt.app.link.Chrome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The ways of people through the pages in Chromium: by keyboard alone and without scripts, from right to left, light and dark,
 * small and wide; each page on the way is looked at by axe. With {@code -Decht.shots=folder} pictures are left there.
 */
class ContactPagesIT extends ContactStage {
    private static final String AXE = "axe.run(document,{resultTypes:['violations']})"
            + ".then(r=>r.violations.map(v=>v.id+': '+v.nodes[0].html))";
    private static final String SCROLL = "document.documentElement.scrollWidth-document.documentElement.clientWidth";

    private final List<String> faults = new ArrayList<>();
    private Chrome chrome;
    private String axe;
    private int shot;

    @BeforeAll
    void browse() {
        chrome = new Chrome();
        axe = Chrome.axe();
    }

    @AfterAll
    void leave() {
        chrome.close();
    }

    private BrowserContext context(boolean scripts, ColorScheme scheme, int width, String language) {
        var context = chrome.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 700)
                        .setColorScheme(scheme)
                        .setLocale(language)
                        .setBypassCSP(scripts)
                        .setJavaScriptEnabled(scripts));
        if (scripts) {
            context.addInitScript(axe);
        }
        return context;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private void look(Page page, String name) {
        var where = name + " " + page.viewportSize().width;
        int scroll = ((Number) page.evaluate(SCROLL)).intValue();
        if (scroll > 0) {
            faults.add(where + " scrolls sideways by " + scroll + " px");
        }
        if (page.evaluate(AXE) instanceof List<?> list && !list.isEmpty()) {
            faults.add(where + " axe " + list);
        }
        shoot(page, name);
    }

    private void shoot(Page page, String name) {
        var folder = System.getProperty("echt.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "%02d-%s-%d.png".formatted(shot++, name, page.viewportSize().width)))
                    .setFullPage(true));
        }
    }

    @Test
    void registeringByKeyboardAloneWithoutScriptsFromRightToLeft() {
        var code = plant.laptop(100);
        try (var context = context(false, ColorScheme.LIGHT, 320, "ar")) {
            var page = context.newPage();
            page.navigate(url("/register?code=" + code));
            assertEquals("rtl", page.locator("html").getAttribute("dir"));
            page.locator("#i").focus();
            page.keyboard().type(inside(code));
            tabTo(page, "a");
            page.keyboard().type("amal@example.org");
            page.keyboard().press("Enter");
            page.locator("[role=status]").waitFor();
            shoot(page, "ar-sent");
            page.navigate(url(sent().getFirst().link()));
            pressButton(page);
            shoot(page, "ar-registered");
            page.navigate(url(page.locator("a.b").getAttribute("href")));
            shoot(page, "ar-list");
            assertTrue(page.locator(".cards li").count() == 1, page.content());
        }
    }

    /** Moves on by the keyboard until the element has the focus. */
    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 12; i++) {
            page.keyboard().press("Tab");
            if (page.locator("#" + id + ":focus").count() == 1) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach #" + id);
    }

    private static void pressButton(Page page) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (page.locator("main button:focus").count() == 1) {
                page.keyboard().press("Enter");
                page.locator("[role=status]").waitFor();
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach the button");
    }

    @Test
    void everyPageOfTheWayIsAccessible() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var language :
                    Map.of("en", 1280, "de", 320, "ar", 320, "he", 1280).entrySet()) {
                way(scheme, language.getKey(), language.getValue());
            }
        }
        assertEquals(List.of(), faults);
    }

    private void way(ColorScheme scheme, String language, int width) {
        var name = language + "-" + scheme.name().toLowerCase(Locale.ROOT);
        var laptop = 200 + shot + Math.abs(name.hashCode() % 1_000);
        var code = plant.laptop(laptop);
        try (var context = context(true, scheme, width, language)) {
            var page = context.newPage();
            page.navigate(url("/c/" + code));
            look(page, name + "-answer");
            page.locator("main .acts a").first().click();
            look(page, name + "-watch");
            page.locator("main form button").click();
            look(page, name + "-watch-wrong");
            page.locator("#a").fill(name + "@example.org");
            page.locator("main form button").click();
            look(page, name + "-sent");
            page.navigate(url(sent().getFirst().link()));
            look(page, name + "-confirm");
            page.locator("main form button").click();
            look(page, name + "-confirmed");
            page.locator("main a.b").click();
            look(page, name + "-list");
            var list = page.url();
            page.navigate(url("/register?code=" + code));
            look(page, name + "-register");
            page.locator("#i").fill("AAAAAA");
            page.locator("#a").fill(name + "@example.org");
            page.locator("main form button").click();
            look(page, name + "-register-wrong");
            page.locator("#i").fill(inside(code));
            page.locator("main form button").click();
            page.navigate(url(sent().getFirst().link()));
            page.locator("main form button").click();
            dispute(code, "other-" + name + "@example.org");
            page.navigate(list);
            look(page, name + "-dispute");
            page.navigate(url("/receipt?code=" + code));
            look(page, name + "-receipt");
            page.navigate(url("/mine"));
            look(page, name + "-mine");
            page.navigate(url("/m/" + "A".repeat(50)));
            look(page, name + "-gone");
            sent();
        }
    }

    private void dispute(String code, String other) {
        try {
            sent();
            upload("/register", new byte[0], "code", code, "address", other, "inside", inside(code));
            var link = sent().stream()
                    .filter(s -> s.to().equals(other))
                    .findFirst()
                    .orElseThrow()
                    .link();
            assertEquals(200, post(link).statusCode());
        } catch (Exception e) {
            throw new AssertionError("the other claim failed", e);
        }
    }
}
