package org.echt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Invented people and what they do with a code over some months: seeded, so that the same seed gives the same checks. The
 * shares are assumptions, said in docs/signals.md, and meant to be unkind: more travel, more sharing than there may be.
 */
final class SignalPopulation {
    static final int DAYS = 180;
    /** Where the goods are sold, the most to the first. */
    static final List<String> MARKET = List.of("DE", "AT", "CH", "FR", "NL", "PL");

    private static final List<String> ELSEWHERE = List.of(
            "IT", "ES", "GB", "US", "TR", "CZ", "BE", "DK", "SE", "PT", "GR", "HR", "RO", "HU", "UA", "CN", "IN", "TH",
            "VN", "BR", "MX", "JP", "AE", "EG", "MA", "ZA", "AU", "CA", "ID", "NG");
    private static final int NETWORKS_OF_A_COUNTRY = 40_000;
    private static final int CARRIERS = 400;

    private final SplittableRandom random;

    /** One look at a code. */
    record Look(int day, String place, int network, int agent) {}

    /** Who has an item; the order is that of the table. */
    enum Kind {
        OWNER("checks it when bought, sometimes later, sometimes on travel", 200_000, 0),
        EAGER("checks it every week or so", 2_000, 0),
        SCREENED("comes through servers in five countries, another each time", 2_000, 0),
        COMMUTER("lives in two countries", 2_000, 0),
        NOMAD("moves to another country every two weeks or so and checks it in each", 50, 0),
        SHOW_OFF("shows it to 50 friends within three days", 2_000, 0),
        POSTED("put a picture of the code on the internet", 20, 0),
        SHOP("an item on display, scanned by 2 to 6 people a day", 300, 0),
        AIRPORT("the same where most are on their way to somewhere", 10, 0),
        CHAIN("sold on twice, one time in four abroad; two in dispute one time in 50", 10_000, 50),
        REPAIR("in a workshop that checks 60 items a day", 6_000, 0);

        final String what;
        final int items;
        /** One in so many is in dispute between two who have the inside code; 0 for none. */
        final int disputes;

        Kind(String what, int items, int disputes) {
            this.what = what;
            this.items = items;
            this.disputes = disputes;
        }
    }

    SignalPopulation(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Looks at one honest item. */
    List<Look> honest(Kind kind, int number) {
        var looks = new ArrayList<Look>();
        var home = home();
        switch (kind) {
            case OWNER -> owner(looks, home, random.nextInt(DAYS));
            case EAGER -> eager(looks, home);
            case SCREENED -> screened(looks);
            case COMMUTER -> commuter(looks, home);
            case NOMAD -> nomad(looks);
            case SHOW_OFF -> showOff(looks, home);
            case POSTED -> posted(looks, home);
            case SHOP -> shop(looks, home, 0.95);
            case AIRPORT -> shop(looks, home, 0.35);
            case CHAIN -> chain(looks, home);
            case REPAIR -> repair(looks, home, number);
        }
        looks.removeIf(look -> look.day() >= DAYS);
        return looks;
    }

    private String home() {
        double drawn = random.nextDouble();
        int at = drawn < 0.55 ? 0 : drawn < 0.67 ? 1 : drawn < 0.77 ? 2 : drawn < 0.87 ? 3 : drawn < 0.94 ? 4 : 5;
        return MARKET.get(at);
    }

    String anywhere() {
        return random.nextInt(4) == 0
                ? MARKET.get(random.nextInt(MARKET.size()))
                : ELSEWHERE.get(random.nextInt(ELSEWHERE.size()));
    }

    /** A look by somebody who was not here before. */
    private Look stranger(int day, String place) {
        return new Look(day, place, network(place), random.nextInt(1_000));
    }

    /** A third comes through one of the few networks that mobile carriers let all their customers share. */
    private int network(String place) {
        int within = random.nextInt(3) == 0 ? random.nextInt(CARRIERS) : random.nextInt(NETWORKS_OF_A_COUNTRY);
        return place.hashCode() * 65_599 + within;
    }

    private void owner(List<Look> looks, String home, int bought) {
        int own = network(home);
        int agent = random.nextInt(1_000);
        looks.add(new Look(bought, home, own, agent));
        if (random.nextInt(3) == 0) {
            looks.add(new Look(bought, home, network(home), agent));
        }
        for (int day = bought; day < DAYS; day += 1 + random.nextInt(120)) {
            looks.add(new Look(day, home, random.nextInt(3) == 0 ? network(home) : own, agent));
        }
        if (random.nextInt(8) == 0) {
            var abroad = anywhere();
            int day = bought + random.nextInt(60);
            for (int look = 0; look < 1 + random.nextInt(3); look++) {
                looks.add(new Look(day + look, abroad, network(abroad), agent));
            }
        }
    }

    private void eager(List<Look> looks, String home) {
        int agent = random.nextInt(1_000);
        for (int day = random.nextInt(7); day < DAYS; day += 3 + random.nextInt(8)) {
            var place = random.nextInt(15) == 0 ? anywhere() : home;
            looks.add(new Look(day, place, network(place), agent));
        }
    }

    private void screened(List<Look> looks) {
        int agent = random.nextInt(1_000);
        var exits = List.of("NL", "DE", "CH", "SE", "US");
        for (int day = random.nextInt(60); day < DAYS; day += 5 + random.nextInt(60)) {
            var place = exits.get(random.nextInt(exits.size()));
            looks.add(new Look(day, place, network(place), agent));
        }
    }

    private void commuter(List<Look> looks, String home) {
        int agent = random.nextInt(1_000);
        var other = home();
        for (int day = random.nextInt(20); day < DAYS; day += 2 + random.nextInt(25)) {
            var place = random.nextBoolean() ? home : other;
            looks.add(new Look(day, place, network(place), agent));
        }
    }

    private void nomad(List<Look> looks) {
        int agent = random.nextInt(1_000);
        for (int day = random.nextInt(14); day < DAYS; day += 7 + random.nextInt(14)) {
            var place = anywhere();
            for (int look = 0; look < 1 + random.nextInt(2); look++) {
                looks.add(new Look(day + random.nextInt(5), place, network(place), agent));
            }
        }
    }

    private void showOff(List<Look> looks, String home) {
        int day = random.nextInt(DAYS);
        owner(looks, home, day);
        for (int friend = 0; friend < 50; friend++) {
            looks.add(stranger(day + random.nextInt(3), random.nextInt(12) == 0 ? anywhere() : home));
        }
    }

    private void posted(List<Look> looks, String home) {
        int day = random.nextInt(DAYS);
        owner(looks, home, day);
        int people = 300 + random.nextInt(3_000);
        for (int one = 0; one < people; one++) {
            int later = (int) (-4 * Math.log(1 - random.nextDouble()));
            looks.add(stranger(day + later, random.nextInt(3) == 0 ? anywhere() : home));
        }
    }

    private void shop(List<Look> looks, String home, double fromHere) {
        int daily = 2 + random.nextInt(5);
        for (int day = 0; day < DAYS; day++) {
            for (int one = 0; one < daily; one++) {
                looks.add(stranger(day, random.nextDouble() < fromHere ? home : anywhere()));
            }
        }
    }

    private void chain(List<Look> looks, String home) {
        owner(looks, home, random.nextInt(30));
        owner(looks, random.nextInt(4) == 0 ? anywhere() : home, 40 + random.nextInt(50));
        owner(looks, random.nextInt(4) == 0 ? anywhere() : home, 100 + random.nextInt(60));
    }

    private void repair(List<Look> looks, String home, int number) {
        owner(looks, home, random.nextInt(DAYS));
        int day = number / 60 % DAYS;
        looks.add(new Look(day, home, -1 - number / 60, 7));
    }

    /** What is sold as one item, and is many. */
    record Copied(List<Look> looks, List<Integer> shownInside) {}

    /**
     * An item and {@code copies} of it, sold over 60 days in a few countries. Who copies it opened the package one time in
     * two, so that the copies carry its inside code as well; buyers register one time in ten.
     */
    Copied copied(int copies) {
        var looks = new ArrayList<Look>();
        var shown = new ArrayList<Integer>();
        owner(looks, home(), random.nextInt(30));
        if (random.nextInt(3) == 0) {
            shown.add(random.nextInt(30));
        }
        boolean opened = random.nextBoolean();
        var countries = new ArrayList<String>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            countries.add(anywhere());
        }
        for (int copy = 0; copy < copies; copy++) {
            int sold = random.nextInt(60);
            if (random.nextInt(10) < 7) {
                owner(looks, countries.get(random.nextInt(countries.size())), sold);
            }
            if (opened && random.nextInt(10) == 0) {
                shown.add(sold + random.nextInt(7));
            }
        }
        looks.removeIf(look -> look.day() >= DAYS);
        return new Copied(looks, shown.stream().sorted().toList());
    }
}
