package org.echt.app.boot;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.echt.app.answer.Languages;
import org.echt.app.cli.Answers;
import org.echt.app.cli.Backups;
import org.echt.app.cli.DemoOptions;
import org.echt.app.cli.Finding;
import org.echt.app.cli.GlobalOptions;
import org.echt.app.cli.ServeOptions;
import org.echt.app.cli.Starter;
import org.echt.app.cli.Workbench;
import org.echt.app.config.Config;
import org.echt.app.config.ConfigFile;
import org.echt.app.demo.Story;
import org.echt.app.keys.Keystore;

/** What the command line asks for, made of the real parts. */
final class Wiring implements Starter {
    @Override
    public Workbench open(GlobalOptions options) {
        return Node.open(config(options));
    }

    @Override
    public Keystore keystore(GlobalOptions options) {
        return Keystores.of(config(options).keys());
    }

    @Override
    public Answers answers() {
        return new SpokenAnswers(Languages.load(), Server.site(ConfigFile.defaults(Path.of("data"))));
    }

    @Override
    public Backups backups() {
        return new WholeCopies(InstantSource.system());
    }

    @Override
    public void examine(GlobalOptions options, Consumer<Finding> findings) {
        new Examination(options, findings, InstantSource.system()).run();
    }

    @Override
    public int serve(GlobalOptions options, ServeOptions serve) {
        var config = config(options);
        var port = serve.port();
        return Serving.untilToldToStop(port == null ? config : config.withPort(port));
    }

    @Override
    public int demo(GlobalOptions options, DemoOptions demo) {
        var scratch = options.data() == null ? ScratchFolder.make() : null;
        try {
            var config = scratch == null ? config(options) : config(options).withData(scratch.path());
            var port = demo.port();
            var stage = new DemoStage(port == null ? config : config.withPort(port), port != null);
            return new Story(demo, stage, System.out).perform();
        } finally {
            if (scratch != null) {
                scratch.close();
            }
        }
    }

    static Config config(GlobalOptions options) {
        var file = options.config();
        var data = options.data();
        var config = file == null ? ConfigFile.defaults(Path.of("").toAbsolutePath()) : ConfigFile.read(file);
        return data == null ? config : config.withData(data.toAbsolutePath());
    }
}
