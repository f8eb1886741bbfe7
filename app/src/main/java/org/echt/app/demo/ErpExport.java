package org.echt.app.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.echt.app.demo.Acme.Line;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SlotCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes the as-built export an ERP system would: one row per installation, as scanned on the line, some wrong on purpose.
 * Notes in the {@link Factory} which laptops lose a row by it.
 */
final class ErpExport {
    private static final int SYMBOLS = CodeLength.L18.symbols;
    private static final byte[] HEADER = ascii("parent,part,installed,removed\n");
    private static final byte[] SWAPPED_ON = ascii("2026-06-15");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    /** Every so many laptops, one row is spoilt. */
    private static final int SPOIL_EVERY = 1_700;

    private final Factory factory;
    private final SlotCodec codec;
    private final byte[] laptops;
    private final byte[] packs;
    private final byte[] modules;
    private final byte[] cells;
    private final Map<Cause, Long> rejects = new EnumMap<>(Cause.class);
    private long rows;
    private long same;

    ErpExport(Factory factory, SlotCodec codec) {
        this.factory = factory;
        this.codec = codec;
        laptops = codes(Line.LAPTOPS, factory.laptops());
        packs = codes(Line.PACKS, factory.packs());
        modules = codes(Line.MODULES_LINE, factory.modules());
        cells = codes(Line.CELLS_LINE, factory.cells());
    }

    /**
     * What the import must report.
     *
     * @param rows lines below the header
     * @param same rows that repeat another
     * @param rejects refused rows by cause
     */
    record Written(long rows, long same, Map<Cause, Long> rejects) {
        long rejected() {
            return rejects.values().stream().mapToLong(Long::longValue).sum();
        }

        long added() {
            return rows - same - rejected();
        }
    }

    Written write(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(HEADER);
            for (int laptop = 0; laptop < factory.laptops(); laptop++) {
                laptop(out, laptop);
            }
        }
        return new Written(rows, same, rejects);
    }

    private void laptop(OutputStream out, int laptop) throws IOException {
        var day = ascii(FIRST_DAY.plusDays(laptop * 90L / factory.laptops()).toString());
        boolean swapped = factory.wasSwapped(laptop);
        long first = factory.firstPack(laptop);
        row(out, laptops, laptop, packs, first, day, swapped ? SWAPPED_ON : null);
        pack(out, laptop, first, day, laptop % SPOIL_EVERY == 1);
        if (swapped) {
            row(out, laptops, laptop, packs, factory.pack(laptop), SWAPPED_ON, null);
            pack(out, laptop, factory.pack(laptop), SWAPPED_ON, false);
        }
    }

    private void pack(OutputStream out, int laptop, long pack, byte[] day, boolean spoil) throws IOException {
        for (int m = 0; m < Acme.MODULES; m++) {
            long module = factory.module(pack, m);
            row(out, packs, pack, modules, module, day, null);
            for (int c = 0; c < Acme.CELLS; c++) {
                if (spoil && m == 0 && c == 0) {
                    spoilt(out, laptop, module, factory.cell(module, c), day);
                } else {
                    row(out, modules, module, cells, factory.cell(module, c), day, null);
                }
            }
        }
    }

    private void row(
            OutputStream out, byte[] parents, long parent, byte[] parts, long part, byte[] from, byte @Nullable [] to)
            throws IOException {
        out.write(parents, (int) parent * SYMBOLS, SYMBOLS);
        out.write(',');
        out.write(parts, (int) part * SYMBOLS, SYMBOLS);
        out.write(',');
        out.write(from);
        out.write(',');
        if (to != null) {
            out.write(to);
        }
        out.write('\n');
        rows++;
    }

    /** One of nine things that go wrong in such files. The first six cost the laptop its first cell's row. */
    private void spoilt(OutputStream out, int laptop, long module, long cell, byte[] day) throws IOException {
        var parent = text(modules, module);
        var part = text(cells, cell);
        var date = new String(day, StandardCharsets.US_ASCII);
        switch (laptop / SPOIL_EVERY % 9) {
            case 0 -> lost(out, laptop, Cause.MISTYPED_CODE, parent + "," + mistyped(part) + "," + date + ",");
            case 1 -> lost(out, laptop, Cause.UNKNOWN_PART, parent + "," + neverIssued(laptop) + "," + date + ",");
            case 2 -> lost(out, laptop, Cause.BAD_DATE, parent + "," + part + ",2026-13-45,");
            case 3 -> lost(out, laptop, Cause.MALFORMED_ROW, parent);
            case 4 -> lost(out, laptop, Cause.SPREADSHEET_DAMAGE, parent + ",7.12345E+17," + date + ",");
            case 5 -> lost(out, laptop, Cause.MISSING_VALUE, parent + ",," + date + ",");
            case 6 -> {
                row(out, modules, module, cells, cell, day, null);
                row(out, modules, module, cells, cell, day, null);
                same++;
            }
            case 7 -> {
                row(out, modules, module, cells, cell, day, null);
                refused(
                        out,
                        Cause.PART_IN_TWO_PARENTS,
                        text(modules, factory.module(factory.firstPack(0), 0)) + "," + part + "," + date + ",");
            }
            default -> {
                row(out, modules, module, cells, cell, day, null);
                refused(out, Cause.INSIDE_ITSELF, part + "," + text(laptops, laptop) + "," + date + ",");
            }
        }
    }

    private void lost(OutputStream out, int laptop, Cause cause, String line) throws IOException {
        factory.lostALineOf(laptop);
        refused(out, cause, line);
    }

    private void refused(OutputStream out, Cause cause, String line) throws IOException {
        out.write(ascii(line + "\n"));
        rejects.merge(cause, 1L, Long::sum);
        rows++;
    }

    private String neverIssued(int n) {
        return codec.code(ItemNumber.of(9_000, n)).text();
    }

    private static String mistyped(String code) {
        char wrong = code.charAt(9) == '7' ? '8' : '7';
        return code.substring(0, 9) + wrong + code.substring(10);
    }

    private byte[] codes(Line line, long count) {
        long lotSize = factory.acme.lotSize(line);
        var lined = new byte[(SYMBOLS + 1) * 4_096];
        var codes = new byte[Math.toIntExact(count * SYMBOLS)];
        for (long n = 0; n < count; ) {
            int batch = line.firstBatch() + (int) (n / lotSize);
            int chunk = (int) Math.min(4_096, Math.min(count - n, lotSize - n % lotSize));
            codec.write(batch, n % lotSize, chunk, lined, 0);
            for (int i = 0; i < chunk; i++) {
                System.arraycopy(lined, i * (SYMBOLS + 1), codes, (int) (n + i) * SYMBOLS, SYMBOLS);
            }
            n += chunk;
        }
        return codes;
    }

    private static String text(byte[] codes, long n) {
        return new String(codes, (int) n * SYMBOLS, SYMBOLS, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
