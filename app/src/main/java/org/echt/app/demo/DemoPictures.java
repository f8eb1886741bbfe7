package org.echt.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.echt.app.cli.Workbench;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticePicture.Role;

/** The pictures of Acme's notices, those of examples/, taken in like any uploaded file. */
final class DemoPictures {
    private DemoPictures() {}

    /** Keeps the pictures; kept twice they are the same. */
    static List<NoticePicture> keep(Workbench bench, String by) {
        return List.of(
                new NoticePicture(
                        Role.PRODUCT,
                        keep(bench, by, "laptop.png"),
                        Map.of("en", "A grey laptop, open", "de", "Ein grauer Laptop, aufgeklappt")),
                new NoticePicture(
                        Role.LOCATION,
                        keep(bench, by, "laptop-underside.png"),
                        Map.of(
                                "en",
                                "The underside of the laptop: battery pack, and above it the label with the code, circled",
                                "de",
                                "Die Unterseite des Laptops: der Akku und darüber das Etikett mit dem Code, eingekreist")));
    }

    private static String keep(Workbench bench, String by, String name) {
        try (var in = DemoPictures.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its picture " + name);
            }
            var picture = bench.picture(in.readAllBytes())
                    .orElseThrow(() -> new IllegalStateException(name + " was not taken in"));
            bench.pictures().put(picture, by, bench.clock().instant());
            return picture.hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
