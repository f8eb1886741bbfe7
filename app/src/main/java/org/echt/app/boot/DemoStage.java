package org.echt.app.boot;

import java.nio.file.Path;
import org.echt.app.cli.Workbench;
import org.echt.app.config.Config;
import org.echt.app.demo.Stage;
import org.jspecify.annotations.Nullable;

/** The real installation the demo is performed on. */
final class DemoStage implements Stage {
    private final Config config;
    private @Nullable Node node;

    /** @param fixedPort the port was asked for; otherwise a free one is taken */
    DemoStage(Config config, boolean fixedPort) {
        this.config = fixedPort ? config : config.withPort(0);
    }

    @Override
    public Path data() {
        return config.data().folder();
    }

    @Override
    public Path keystore() {
        return config.keys().file();
    }

    @Override
    public Workbench open() {
        node = Node.open(config);
        return node;
    }

    private Node node() {
        if (node == null) {
            throw new IllegalStateException("the stage is not open");
        }
        return node;
    }

    @Override
    public Path letters() {
        return data().resolve("letters");
    }

    @Override
    public int tell() {
        return new Outreach(node(), node().forPersons().orElseThrow()).intoFolder(letters());
    }

    @Override
    public String serve() {
        var server = Server.startWide(node());
        return "http://" + config.web().host() + ":" + server.port();
    }

    @Override
    public void untilToldToStop() {
        Lifetime.untilToldToStop();
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }
}
