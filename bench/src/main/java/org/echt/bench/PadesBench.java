package org.echt.bench;

import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echt.app.print.PdfPrinter;
import org.echt.app.sign.PdfSigner;
import org.echt.app.sign.SigningKey;

/** PDF signatures, baseline B, with RSA and elliptic keys from a PKCS#12 file made by the JDK's keytool. */
final class PadesBench implements Bench {
    private static final int ROUNDS = 60;
    private static final String PASSWORD = "correct horse";

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var pdf = PdfPrinter.print(
                "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>Dossier</title></head><body>"
                        + "<p>Acme issued this code.</p>".repeat(100) + "</body></html>",
                Map.of(),
                Instant.EPOCH);
        var figures = new ArrayList<Figure>();
        for (var algorithm : List.of("EC", "RSA")) {
            figures.add(measure(pdf, algorithm, out));
        }
        return figures;
    }

    private static Figure measure(byte[] pdf, String algorithm, PrintStream out) throws Exception {
        var folder = Files.createTempDirectory("echt-pades");
        try {
            var key = SigningKey.ofFile(keystore(folder, algorithm), PASSWORD.toCharArray(), "");
            return timed(pdf, algorithm, key, out);
        } finally {
            Files.deleteIfExists(folder.resolve("sign.p12"));
            Files.delete(folder);
        }
    }

    private static Figure timed(byte[] pdf, String algorithm, SigningKey key, PrintStream out) {
        var signer = new PdfSigner(key, null);
        var times = new double[ROUNDS];
        var sum = BigInteger.ZERO;
        for (int i = 0; i < ROUNDS; i++) {
            long from = System.nanoTime();
            sum = sum.add(BigInteger.valueOf(signer.sign(pdf, "Dossier", Instant.now()).length));
            times[i] = (System.nanoTime() - from) / 1e6;
        }
        double first = times[0];
        var warm = Arrays.copyOfRange(times, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        double median = warm[warm.length / 2];
        out.printf(
                Locale.ROOT,
                "%s: first %.0f ms, then median %.1f ms a signature; %,d bytes become %,d%n",
                algorithm,
                first,
                median,
                pdf.length,
                sum.divide(BigInteger.valueOf(ROUNDS)).longValueExact());
        return new Figure(
                "",
                "pades",
                "PDF signatures (PAdES B), " + algorithm,
                "%.1f ms, the first %.0f ms".formatted(median, first),
                "",
                "",
                "",
                true);
    }

    private static Path keystore(Path folder, String algorithm) throws Exception {
        var file = folder.resolve("sign.p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "seal",
                "-keyalg",
                algorithm,
                "-keysize",
                algorithm.equals("EC") ? "256" : "3072",
                "-dname",
                "CN=Acme");
        var exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool ended with " + exit);
        }
        return file;
    }
}
