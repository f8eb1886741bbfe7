package org.echt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples as a flame graph in one SVG that needs nothing else: each box is a method above whoever called it, as wide as the
 * processor time spent in it; colours are parts. Full names and times come up under the pointer.
 */
final class FlameGraph {
    private static final int WIDTH = 1200;
    private static final int EDGE = 10;
    private static final int ROW = 16;
    private static final int HEAD = 92;
    private static final double CHARACTER = 6.3;

    /** Narrower boxes are left out, as a share of the whole. */
    private static final double LEAST = 0.002;

    private final double scale;
    private final double least;
    private final long answers;
    private final long total;
    private final Box root = new Box();
    private int depth;

    /** One method under one way to it. */
    private static final class Box {
        final Map<String, Box> inside = new TreeMap<>();
        long nanos;
    }

    private FlameGraph(Samples samples, long answers) {
        this.answers = answers;
        this.total = samples.nanos();
        this.scale = (WIDTH - 2.0 * EDGE) / Math.max(1, total);
        this.least = LEAST * total;
        samples.stacks().forEach(this::add);
    }

    /** @param answers given meanwhile, so that times are told for one */
    static String svg(String title, Samples samples, long answers) {
        return new FlameGraph(samples, answers).draw(title);
    }

    private void add(List<String> stack, long nanos) {
        var box = root;
        box.nanos += nanos;
        for (var method : stack) {
            box = box.inside.computeIfAbsent(method, _ -> new Box());
            box.nanos += nanos;
        }
    }

    private String draw(String title) {
        var boxes = new StringBuilder();
        measure(root, 0);
        int height = HEAD + (depth + 1) * ROW + EDGE;
        draw(boxes, root, new ArrayList<>(), EDGE, height - EDGE - ROW);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="10.5">
                <title>%s</title>
                <style>text{fill:#1d1d1b}.h{font-size:14px;font-weight:bold}rect{stroke:#fbfaf6;stroke-width:.5}%s</style>
                <rect width="%d" height="%d" rx="6" fill="#fbfaf6"/>
                <text class="h" x="%d" y="22">%s</text>
                %s%s</svg>
                """.formatted(
                        WIDTH, height, escape(title), styles(), WIDTH, height, EDGE, escape(title), legend(), boxes);
    }

    private static String styles() {
        var styles = new StringBuilder();
        for (var part : Part.values()) {
            styles.append(".%s{fill:%s}".formatted(part, part.colour));
        }
        return styles.toString();
    }

    private static String legend() {
        var legend = new StringBuilder();
        int place = 0;
        for (var part : Part.values()) {
            int x = EDGE + place % 4 * (WIDTH - 2 * EDGE) / 4;
            int y = 34 + place / 4 * ROW;
            place++;
            legend.append(
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/><text x=\"%d\" y=\"%d\">%s</text>%n"
                            .formatted(part, x, y, x + 17, y + 10, escape(part.label)));
        }
        return legend.toString();
    }

    private void measure(Box box, int level) {
        depth = Math.max(depth, level);
        box.inside.values().stream().filter(inner -> inner.nanos >= least).forEach(inner -> measure(inner, level + 1));
    }

    private void draw(StringBuilder out, Box box, List<String> stack, double x, int y) {
        double width = box.nanos * scale;
        var name = stack.isEmpty() ? "all Java threads of the server" : stack.getLast();
        out.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f us an answer, %.1f %%</title><rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                escape(name),
                box.nanos / 1e3 / answers,
                100.0 * box.nanos / total,
                Part.of(stack),
                x,
                y,
                width,
                ROW));
        int characters = (int) ((width - 4) / CHARACTER);
        if (characters > 3) {
            out.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + 12, escape(cut(name, characters))));
        }
        out.append("</g>\n");
        double at = x;
        for (var inner : box.inside.entrySet()) {
            if (inner.getValue().nanos >= least) {
                stack.addLast(inner.getKey());
                draw(out, inner.getValue(), stack, at, y - ROW);
                stack.removeLast();
            }
            at += inner.getValue().nanos * scale;
        }
    }

    /** Class and method, and of those what there is room for. */
    private static String cut(String name, int characters) {
        var text = name.replaceFirst("^([a-z0-9_]+\\.)+(?=[A-Z])", "");
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
