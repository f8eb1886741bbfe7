package org.echt.app.boot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.echt.app.link.NoticePrinter;
import org.echt.app.link.PictureMaker;
import org.echt.app.picture.Pictures;
import org.echt.app.picture.Reencoded;
import org.echt.app.print.PdfPrinter;
import org.echt.app.print.QrCode;
import org.echt.core.notice.StoredPicture;

/** Pictures and PDF as the pages want them. */
final class Prints {
    private Prints() {}

    static NoticePrinter printer() {
        return new NoticePrinter(Prints::print);
    }

    static byte[] print(String xhtml, Map<String, byte[]> pictures, String address, Instant made) {
        var all = new HashMap<>(pictures);
        all.put("qr", QrCode.png(address));
        return PdfPrinter.print(xhtml, all, made);
    }

    /** An upload as it is kept; empty when it is no picture we take. */
    static PictureMaker.Result make(byte[] upload) {
        return switch (Pictures.reencode(upload)) {
            case Reencoded.Accepted(var picture) -> new PictureMaker.Made(stored(picture));
            case Reencoded.Refused(var reason) ->
                new PictureMaker.Refused(
                        reason == Reencoded.Reason.TOO_LARGE_FILE || reason == Reencoded.Reason.TOO_MANY_PIXELS);
        };
    }

    private static StoredPicture stored(org.echt.app.picture.Picture picture) {
        return new StoredPicture(
                picture.sha256(), picture.mediaType(), picture.width(), picture.height(), picture.bytes());
    }
}
