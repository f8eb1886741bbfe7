package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.echt.core.access.Act;
import org.echt.core.notice.StoredPicture;
import org.jspecify.annotations.Nullable;

/** Where the pictures that a notice names are looked up and taken in, so that no notice names one that nobody can see. */
interface PictureShelf {
    /** The hash of a picture that is there; a {@link Complaint} for any other. */
    String kept(String hash);

    /** The hash under which the picture of a file is kept; a {@link Complaint} for a file that is none. */
    String taken(Path file) throws IOException;

    /**
     * The shelf of an installation.
     *
     * @param act who takes pictures in; null to rehearse
     */
    static PictureShelf of(Workbench bench, @Nullable Act act) {
        return new PictureShelf() {
            @Override
            public String kept(String hash) {
                if (bench.pictures().picture(hash).isEmpty()) {
                    throw Complaint.usage(
                            "no picture with the hash " + hash + " is kept",
                            "Name its file instead (\"file\": \"laptop.png\"), or take it in: echt picture add FILE");
                }
                return hash;
            }

            @Override
            public String taken(Path file) throws IOException {
                var picture = read(bench, file);
                if (act != null) {
                    bench.pictures().put(picture, act.name(), bench.clock().instant());
                }
                return picture.hash();
            }
        };
    }

    /** A file as it would be kept. */
    static StoredPicture read(Workbench bench, Path file) throws IOException {
        return bench.picture(bytes(file))
                .orElseThrow(() -> Complaint.usage(
                        file.getFileName() + " is not a picture that can be taken",
                        "Give a JPEG or PNG of at most 8 MB and 40 megapixels, saved anew if it is damaged."));
    }

    /** For reading a notice without an installation: nothing is taken in, and hashes are believed. */
    static PictureShelf none() {
        return new PictureShelf() {
            @Override
            public String kept(String hash) {
                return hash;
            }

            @Override
            public String taken(Path file) throws IOException {
                bytes(file);
                return "0".repeat(64);
            }
        };
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw Complaint.usage("there is no picture " + file, "Name a file beside the notice.");
        }
    }
}
