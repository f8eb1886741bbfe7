package org.echt.app.demo;

import java.util.BitSet;

/**
 * What was built into what: the truth the demo's answers are checked against. It knows nothing of scopes, walks or stores;
 * it only remembers how each laptop was put together.
 *
 * <p>Parts come in trays of 4,096 that get mixed up on the way to the line, so a lot's cells spread over neighbouring
 * laptops. Every 1,000th laptop had its battery replaced in June by a spare one.
 */
final class Factory {
    private static final int TRAY = 4_096;
    private static final int SWAP_EVERY = 1_000;

    final Acme acme;
    private final BitSet missing = new BitSet();

    Factory(Acme acme) {
        this.acme = acme;
    }

    int laptops() {
        return acme.built();
    }

    /** How many spare batteries were fitted. */
    int swaps() {
        return laptops() / SWAP_EVERY;
    }

    boolean wasSwapped(int laptop) {
        return laptop % SWAP_EVERY == SWAP_EVERY / 2;
    }

    /** The pack a laptop left the line with. */
    long firstPack(int laptop) {
        return mixed(laptop);
    }

    /** The pack a laptop has now. */
    long pack(int laptop) {
        return wasSwapped(laptop) ? mixed(trayed(laptops()) + laptop / SWAP_EVERY) : firstPack(laptop);
    }

    long module(long pack, int m) {
        return mixed(pack * Acme.MODULES + m);
    }

    long cell(long module, int c) {
        return mixed(module * Acme.CELLS + c);
    }

    /** Packs numbered below this may occur. */
    long packs() {
        return trayed(trayed(laptops()) + swaps());
    }

    long modules() {
        return trayed(packs() * Acme.MODULES);
    }

    long cells() {
        return trayed(modules() * Acme.CELLS);
    }

    /** Notes that the build record lacks a part of this laptop, because the line that named it was refused. */
    void lostALineOf(int laptop) {
        missing.set(laptop);
    }

    /** Whether the battery a laptop left the line with holds a cell of the bad lot. */
    boolean leftTheLineBad(int laptop) {
        return holdsBadCell(laptop, firstPack(laptop));
    }

    /** What the customer must read of a laptop that has a build record. */
    Expected expected(int laptop) {
        if (holdsBadCell(laptop, pack(laptop))) {
            return Expected.AFFECTED;
        }
        return missing.get(laptop) ? Expected.POSSIBLY_AFFECTED : Expected.NOT_AFFECTED;
    }

    private boolean holdsBadCell(int laptop, long pack) {
        for (int m = 0; m < Acme.MODULES; m++) {
            long module = module(pack, m);
            for (int c = 0; c < Acme.CELLS; c++) {
                if (acme.isBadCell(cell(module, c)) && !isLost(laptop, m, c)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Refused lines are always those of a laptop's very first cell. */
    private boolean isLost(int laptop, int m, int c) {
        return m == 0 && c == 0 && missing.get(laptop);
    }

    /** The answer a check must give. */
    enum Expected {
        AFFECTED,
        POSSIBLY_AFFECTED,
        NOT_AFFECTED
    }

    /** A fixed shuffle inside each tray: 1597 is odd, so no two parts meet. */
    private static long mixed(long n) {
        return (n & -TRAY) + ((n * 1_597 + 811) & (TRAY - 1));
    }

    private static long trayed(long n) {
        return (n + TRAY - 1) & -TRAY;
    }
}
