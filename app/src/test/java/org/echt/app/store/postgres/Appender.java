package org.echt.app.store.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;

/**
 * Another JVM that records checks as fast as it can and prints the reference of each that was acknowledged, until the
 * database fails or its input ends. Arguments: address and user; first line of input: password.
 */
final class Appender {
    private static final int CALLERS = 64;
    private static final int ITEMS = 10;

    private Appender() {}

    public static void main(String[] arguments) throws Exception {
        var address = DatabaseAddress.of(arguments[0], arguments[1], line());
        try (var database = Database.open(address, new DatabaseSettings(2, Duration.ofSeconds(5)));
                var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system())) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                Thread.ofPlatform().daemon().start(() -> append(stores, number));
            }
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static void append(PostgresStores stores, int caller) {
        try {
            for (int n = 0; ; n++) {
                var reference = "CHK-" + caller + "-" + n;
                stores.scans()
                        .append(new Scan(
                                reference,
                                Instant.now(),
                                n % ITEMS,
                                "ISSUED",
                                "",
                                1,
                                "v1",
                                "en",
                                Scan.Channel.WEB,
                                Visitor.NOBODY));
                System.out.println(reference);
            }
        } catch (StoreUnavailableException _) {
            System.out.println("END");
        }
    }

    private static String line() throws IOException {
        var text = new ByteArrayOutputStream();
        for (int c = System.in.read(); c >= 0 && c != '\n'; c = System.in.read()) {
            text.write(c);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
