package org.echt.app.boot;

import io.helidon.webserver.WebServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.echt.app.answer.Languages;
import org.echt.app.answer.OpenRecall;
import org.echt.app.answer.Site;
import org.echt.app.api.Health;
import org.echt.app.config.Config;
import org.echt.app.link.Pages;
import org.echt.app.link.Visitors;
import org.echt.core.product.Product;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.ProductRecalls;

/** The public pages over one node. */
final class Server implements AutoCloseable {
    private final WebServer web;

    private Server(WebServer web) {
        this.web = web;
    }

    /** Starts listening until the node is closed; port 0 takes a free one. */
    static Server start(Node node) {
        var config = node.config();
        var visitors = new Visitors(node.clock());
        var pages = new Pages(
                node.verifier()::check,
                () -> openRecalls(node.catalogues().present()),
                Languages.load(),
                site(config),
                visitors);
        var health = new Health(() -> node.catalogues().present().version() >= 0);
        var builder = WebServer.builder()
                .host(config.web().host())
                .port(config.web().port())
                .shutdownHook(false)
                .routing(routing -> {
                    health.routing(routing);
                    pages.routing(routing);
                });
        pages.listener(builder);
        node.followChanges();
        // A node that nobody asks any more must forget yesterday's visitors as well.
        var hourly = node.keep(Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("visitors").factory()));
        var _ = hourly.scheduleAtFixedRate(visitors::endDay, 1, 1, TimeUnit.HOURS);
        return node.keep(new Server(builder.build().start()));
    }

    int port() {
        return web.port();
    }

    /** Stops taking requests, lets those under way finish. */
    @Override
    public void close() {
        web.stop();
    }

    static Site site(Config config) {
        var site = config.site();
        return new Site(site.brand(), site.domain(), site.phone(), site.email(), site.law());
    }

    /** Every recall that is told, newest first, with the products it may concern. */
    static List<OpenRecall> openRecalls(Catalogue catalogue) {
        Map<String, List<Product>> products = new TreeMap<>();
        ProductRecalls.of(catalogue, null)
                .forEach(r -> products.computeIfAbsent(r.recall(), _ -> new ArrayList<>())
                        .add(r.product()));
        return catalogue.allRecalls().stream()
                .filter(r -> r.inForce().filter(f -> f.state().isTold()).isPresent())
                .map(r -> openRecall(r, products.getOrDefault(r.id(), List.of())))
                .sorted(Comparator.comparing(OpenRecall::since).reversed())
                .toList();
    }

    private static OpenRecall openRecall(Recall recall, List<Product> products) {
        var inForce = recall.inForce().orElseThrow();
        var since = recall.revisions().stream()
                .filter(r -> r.state().isPublic())
                .map(Revision::at)
                .findFirst()
                .orElseThrow();
        return new OpenRecall(recall.id(), inForce.version(), products, inForce.content(), since);
    }
}
