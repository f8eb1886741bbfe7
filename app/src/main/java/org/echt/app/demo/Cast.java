package org.echt.app.demo;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The laptops the story shows, found by what happened to them.
 *
 * @param affected holds a cell of the bad lot
 * @param remedied as well, and was mended
 * @param unaffected has a complete build record without such a cell
 * @param updated as well; it had old firmware for a while
 * @param batteryChanged left the line with such a cell and has another battery now
 * @param incomplete a line of its build record was refused
 * @param neverExported was issued and is not in the ERP export
 */
record Cast(
        int affected,
        int remedied,
        int unaffected,
        int updated,
        int batteryChanged,
        int incomplete,
        int neverExported) {
    static Cast of(Factory factory) {
        int affected = first(factory, 0, l -> is(factory, l, Factory.Expected.AFFECTED));
        int unaffected = first(factory, 0, l -> isSound(factory, l));
        return new Cast(
                affected,
                first(factory, affected + 1, l -> is(factory, l, Factory.Expected.AFFECTED)),
                unaffected,
                first(factory, unaffected + 1, l -> isSound(factory, l)),
                first(
                        factory,
                        0,
                        l -> factory.wasSwapped(l)
                                && factory.leftTheLineBad(l)
                                && is(factory, l, Factory.Expected.NOT_AFFECTED)),
                first(factory, 0, l -> is(factory, l, Factory.Expected.POSSIBLY_AFFECTED)),
                factory.laptops() + 5);
    }

    private static boolean isSound(Factory factory, int laptop) {
        return !factory.wasSwapped(laptop) && is(factory, laptop, Factory.Expected.NOT_AFFECTED);
    }

    private static boolean is(Factory factory, int laptop, Factory.Expected expected) {
        return factory.expected(laptop) == expected;
    }

    private static int first(Factory factory, int from, IntPredicate wanted) {
        return IntStream.range(from, factory.laptops())
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such laptop among " + factory.laptops()));
    }
}
