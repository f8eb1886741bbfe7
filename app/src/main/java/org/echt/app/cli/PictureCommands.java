package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code echt picture}: what notices show. */
@Command(
        name = "picture",
        header = "Pictures of notices: kept once, named by their hash.",
        description = {"  echt picture add laptop.jpg", "  echt picture list"},
        subcommands = {PictureCommands.Add.class, PictureCommands.ListPictures.class})
final class PictureCommands {
    private PictureCommands() {}

    @Command(
            name = "add",
            header = "Takes in a JPEG or PNG of at most 8 MB, made anew so that nothing but the picture is kept.",
            description = "  echt picture add laptop.jpg     then name its hash in a notice; or name the file there")
    static final class Add extends Action.Change {
        @Parameters(paramLabel = "FILE", description = "JPEG or PNG.")
        Path file = Path.of("");

        Add(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.PREPARE_RECALLS, "");
            var picture = PictureShelf.read(bench, shell.path(file));
            boolean kept = !dryRun
                    && bench.pictures().put(picture, act.name(), bench.clock().instant());
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("hash", picture.hash());
            facts.put("type", picture.mediaType());
            facts.put("width", picture.width());
            facts.put("height", picture.height());
            facts.put("bytes", picture.bytes().length);
            facts.put("new", kept);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the pictures, the newest first.", description = "  echt picture list")
    static final class ListPictures extends Action.OnWorkbench {
        ListPictures(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("hash", "type", "width", "height", "bytes");
            for (var hash : bench.pictures().pictures(1_000)) {
                bench.pictures()
                        .picture(hash)
                        .ifPresent(p -> rows.add(hash, p.mediaType(), p.width(), p.height(), p.bytes().length));
            }
            output.list(rows);
            return Exit.FINE;
        }
    }
}
