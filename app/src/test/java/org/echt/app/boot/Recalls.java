package org.echt.app.boot;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recalls, step by step through the command line, each step a process. */
final class Recalls {
    private Recalls() {}

    /** Drafts a recall; returns its id. */
    static String draft(Install install, Plant plant, String scope) throws IOException, InterruptedException {
        var drafted = install.run(
                "--json",
                "recall",
                "draft",
                "--scope",
                scope,
                "--notice",
                plant.notice().toString());
        return json(drafted).path("recall").asString("");
    }

    /** Previews what was drafted; returns what the preview says. */
    static JsonNode preview(Install install, String recall) throws InterruptedException {
        return json(install.run("--json", "recall", "preview", recall));
    }

    /** Previews and publishes what was drafted. */
    static void publish(Install install, String recall) throws IOException, InterruptedException {
        publish(install, recall, preview(install, recall));
    }

    /** Publishes exactly what was previewed: one person submits, the other signs. */
    static void publish(Install install, String recall, JsonNode preview) throws IOException, InterruptedException {
        install.people();
        var hash = preview.path("hash").asString("");
        install.run("recall", "submit", recall, "--hash", hash);
        approve(install, recall, hash, preview.path("affected").asLong(-1));
    }

    /** Signs what was submitted. */
    static void approve(Install install, String recall, String hash, long affected) throws InterruptedException {
        install.run(
                "--by",
                Install.SIGNER,
                "recall",
                "approve",
                recall,
                "--hash",
                hash,
                "--confirm-count",
                String.valueOf(affected));
    }

    /** Ends a recall: one person submits the end, the other signs it. */
    static void end(Install install, String verb, String recall, String why) throws InterruptedException {
        install.run("recall", verb, recall, "--why", why);
        var latest = json(install.run("--json", "recall", "waiting")).get(0);
        var next = latest.path("next").asString("");
        approve(
                install,
                recall,
                next.substring(next.lastIndexOf(' ') + 1),
                latest.path("affected").asLong(-1));
    }

    private static JsonNode json(Child child) {
        return JsonMapper.shared().readTree(child.out().strip());
    }
}
