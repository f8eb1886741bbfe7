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
    static void publish(Install install, String recall) throws InterruptedException {
        publish(install, recall, preview(install, recall));
    }

    /** Publishes exactly what was previewed. */
    static void publish(Install install, String recall, JsonNode preview) throws InterruptedException {
        install.run(
                "recall",
                "publish",
                recall,
                "--hash",
                preview.path("hash").asString(""),
                "--confirm-count",
                String.valueOf(preview.path("affected").asLong(-1)));
    }

    private static JsonNode json(Child child) {
        return JsonMapper.shared().readTree(child.out().strip());
    }
}
