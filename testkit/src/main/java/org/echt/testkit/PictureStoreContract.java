package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.echt.core.notice.StoredPicture;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.notice.PictureStore} keeps. */
public abstract class PictureStoreContract extends StoreContract {
    private static final StoredPicture ONE =
            new StoredPicture("0a".repeat(32), "image/jpeg", 640, 480, new byte[] {1, 0, -1, 127});
    private static final StoredPicture TWO = new StoredPicture("0b".repeat(32), "image/png", 1, 1, new byte[200_000]);

    @Test
    void aPictureIsKeptOnceAndReadBackWhole() {
        assertEquals(Optional.empty(), given.pictures().picture(ONE.hash()));
        assertTrue(given.pictures().put(ONE, "mara", NOON));
        assertFalse(given.pictures().put(ONE, "jo", NOON));
        assertTrue(given.pictures().put(TWO, "mara", NOON));
        var read = given.pictures().picture(ONE.hash()).orElseThrow();
        assertEquals(ONE.toString(), read.toString());
        assertArrayEquals(ONE.bytes(), read.bytes());
        assertArrayEquals(
                TWO.bytes(), given.pictures().picture(TWO.hash()).orElseThrow().bytes());
        assertEquals(List.of(TWO.hash(), ONE.hash()), given.pictures().pictures(10));
        assertEquals(List.of(TWO.hash()), given.pictures().pictures(1));
        assertEquals(Optional.empty(), given.pictures().picture("no hash\u0000'"));
    }

    @Test
    void aBrokenWriteIsRepeatedWithoutHarm() {
        breakEach(
                _ -> {},
                List.of(FaultMatrix.Step.of("put", s -> s.pictures().put(ONE, "mara", NOON), true, false)),
                List.of());
    }
}
