package org.echt.app.print;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.extend.FSStreamFactory;
import com.openhtmltopdf.extend.FSUriResolver;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The one source of everything a document asks for: a picture given by name. Every other address is refused three times:
 * it is not allowed before it is resolved, nor after, and no protocol would open it.
 */
final class GivenPictures implements FSUriResolver, FSStreamFactory, BiPredicate<String, ExternalResourceType> {
    /** Ours, and all that the library would otherwise open by itself. */
    static final Set<String> PROTOCOLS = Set.of("given", "http", "https", "data", "classpath", "file", "jar");

    private static final String OURS = "given:";

    private final Map<String, byte[]> pictures;

    GivenPictures(Map<String, byte[]> pictures) {
        this.pictures = Map.copyOf(pictures);
    }

    /** The library asks with the address as written and, in CSS, again with what was answered. */
    @Override
    public String resolveURI(String base, String uri) {
        return pictures.containsKey(uri) ? OURS + uri : uri;
    }

    @Override
    public boolean test(String uri, ExternalResourceType type) {
        return type == ExternalResourceType.IMAGE_RASTER && pictures.containsKey(name(uri));
    }

    @Override
    public FSStream getUrl(String uri) {
        var picture = pictures.get(name(uri));
        if (picture == null) {
            throw new IllegalArgumentException("the document asks for " + uri + ", which is not given");
        }
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return new ByteArrayInputStream(picture);
            }

            @Override
            public Reader getReader() {
                return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
            }
        };
    }

    private static String name(String uri) {
        return uri.startsWith(OURS) ? uri.substring(OURS.length()) : uri;
    }
}
