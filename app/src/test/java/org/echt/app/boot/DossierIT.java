package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.echt.app.cli.Workbench;
import org.echt.app.config.ConfigFile;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditLog;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.dossier.DossierStore.Made;
import org.echt.core.dossier.Question;
import org.echt.core.evidence.Archive;
import org.echt.core.evidence.Claim;
import org.echt.core.evidence.DossierVerifier;
import org.echt.core.evidence.Profile;
import org.echt.core.fault.RefusedException;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.receipt.CodeCommitment;
import org.echt.core.receipt.Statement;
import org.echt.core.receipt.TextMark;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.Claims;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.MalformedException;
import org.echt.core.verify.Check;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roaringbitmap.RoaringBitmap;

/** Dossiers about laptops of a factory whose first cell lot is recalled, then no longer, read as strangers read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierIT {
    private static final Act AUDITOR = new Act(new Actor("vera", EnumSet.allOf(Right.class)), "claim 12/26");
    /** A number that no hash or moment of the dossier holds by chance. */
    private static final Visitor VISITOR = new Visitor(4_711_471_147_114_711_471L, "AT");

    private static final int LAPTOP = 17;
    private static final int OTHERS = 40;

    private Install install;
    private Plant plant;
    private Node node;
    private String recall;
    private Instant before;
    private Instant between;

    @BeforeAll
    void produce() throws Exception {
        install = Install.withKeys();
        plant = Plant.build(install);
        try (var bench = install.open()) {
            for (var batch : bench.catalogues().present().register().batches()) {
                bench.issuance().commit(batch, 1, _ -> {}, "erp");
            }
            look(bench, LAPTOP);
            before = bench.clock().instant();
        }
        recall = Recalls.draft(install, plant, "contains(cell where lot = K1)");
        Recalls.publish(install, recall);
        try (var bench = install.open()) {
            look(bench, LAPTOP);
            between = bench.clock().instant();
            bench.scans().setLife(new LifeChange(Plant.item(LAPTOP), Life.RETURNED, between.plusMillis(1), "mara", ""));
        }
        Recalls.end(install, "withdraw", recall, "the cells were good after all");
        node = install.open();
        look(node, LAPTOP);
    }

    @AfterAll
    void close() {
        node.close();
        install.close();
    }

    private void look(Workbench bench, int laptop) {
        bench.verifier().check(new Check(plant.laptop(laptop), null, null, Scan.Channel.WEB, "de", "t1", VISITOR));
    }

    private DossierDesk desk() {
        return node.dossiers().orElseThrow();
    }

    private static SerialCode code(String text) {
        return CodeReader.read(text) instanceof Reading.Read(var code, var _) ? code : new SerialCode(text);
    }

    private Question question(int laptop, Instant asOf) {
        return new Question(code(plant.laptop(laptop)), Claims.NONE, asOf, "en", "12 O 34/26", List.of());
    }

    private Archive copy(Made made, Profile profile) {
        try {
            return Archive.read(desk().copy(made.id(), profile, AUDITOR).orElseThrow());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static String data(Archive archive) {
        return new String(archive.files().get("data.json"), StandardCharsets.UTF_8);
    }

    private static String text(Archive archive) throws IOException {
        try (var pdf = Loader.loadPDF(archive.files().get("dossier.pdf"))) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    @Test
    void itSpeaksOfTheMomentThatIsAskedAbout() throws Exception {
        var early = copy(desk().make(question(LAPTOP, before), AUDITOR), Profile.OWN);
        assertFalse(data(early).contains(recall), data(early));
        assertTrue(text(early).contains("None of the recalls of Acme in section 6 applied to this item."), text(early));
        var middle = copy(desk().make(question(LAPTOP, between), AUDITOR), Profile.OWN);
        assertTrue(text(middle).contains("Recall " + recall + " has applied to this item since"), text(middle));
        assertTrue(text(middle).contains("Li-ion cell"), text(middle));
        var late = copy(desk().make(question(LAPTOP, Instant.now()), AUDITOR), Profile.OWN);
        assertTrue(text(late).contains("Does not apply to this item."), text(late));
        assertTrue(data(late).contains("\"answer\":\"AFFECTED\""), "that it applied once is still told");
        assertTrue(data(late).contains("RETURNED"));
        assertEquals(3, data(late).split("CHK-", -1).length - 1);
        assertFalse(
                data(late).contains("" + VISITOR.person()) || data(late).contains("\"AT\""),
                "who checked stays with us");
    }

    @Test
    void everyCopyHoldsAndLeavesOutWhatItMust() throws Exception {
        var made = desk().make(question(LAPTOP, between), AUDITOR);
        for (var profile : Profile.values()) {
            var archive = copy(made, profile);
            var verified = DossierVerifier.verify(archive.bytes(), desk(node).key());
            assertTrue(verified.holds(), verified::toString);
            var passed = verified.claims().stream()
                    .filter(c -> c.holds() == Claim.Holds.PASS)
                    .map(Claim::claim)
                    .collect(Collectors.toSet());
            assertTrue(
                    passed.containsAll(List.of("manifest", "pages", "issuance", "log entry batch")), passed::toString);
            assertTrue(passed.stream().anyMatch(c -> c.startsWith("words of recall-" + recall)), passed::toString);
            var all = data(archive) + text(archive);
            assertEquals(profile == Profile.OWN, all.contains("jonas"), profile + " names staff");
            assertEquals(profile != Profile.OTHER, data(archive).contains("Li-ion cell"), profile + " and parts");
            assertEquals(
                    profile == Profile.OWN,
                    archive.files().keySet().stream().anyMatch(f -> f.endsWith(".opening.json")));
        }
        assertTrue(text(copy(made, Profile.OTHER)).contains("Left out of this copy: business secret."));
    }

    private static LedgerDesk desk(Node node) {
        return node.ledger().orElseThrow();
    }

    @Test
    void aFlippedByteIsFoundWhereverItIs() {
        var made = desk().make(question(LAPTOP, between), AUDITOR);
        var bytes = copy(made, Profile.COURT).bytes();
        var key = desk(node).key();
        for (int at = 0; at < bytes.length; at += 211) {
            bytes[at] ^= 1;
            int place = at;
            assertFalse(DossierVerifier.verify(bytes, key).holds(), () -> "byte " + place);
            bytes[at] ^= 1;
        }
        assertTrue(DossierVerifier.verify(bytes, key).holds());
    }

    /** A JVM that has nothing but core and what core needs. */
    @Test
    void coreAloneVerifiesIt() throws Exception {
        var made = desk().make(question(LAPTOP, between), AUDITOR);
        var file = Files.write(
                install.folder().resolve("court.zip"), copy(made, Profile.COURT).bytes());
        var path = place(DossierVerifier.class) + File.pathSeparator + place(RoaringBitmap.class);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-p",
                        path,
                        "-m",
                        "org.echt.core/org.echt.core.evidence.Verify",
                        file.toString(),
                        desk(node).key().vkey())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("manifest"), said);
    }

    private static String place(Class<?> of) throws Exception {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void aCodeThatWasNotIssuedHasOneToo() throws Exception {
        var other = Install.withKeys();
        String foreign;
        try (other) {
            var codec = other.codec();
            foreign = codec.code(Plant.item(1)).text();
        }
        var question = new Question(code(foreign), Claims.NONE, Instant.now(), "de", "", List.of());
        var made = desk().make(question, AUDITOR);
        var court = copy(made, Profile.COURT);
        assertTrue(DossierVerifier.verify(court.bytes(), desk(node).key()).holds());
        assertTrue(
                court.files().containsKey("proofs/non-issuance.json"),
                court.files().keySet()::toString);
        assertTrue(text(court).contains("Acme hat diesen Code nicht ausgegeben."), text(court));
        var claimant = copy(made, Profile.OTHER);
        assertFalse(claimant.files().containsKey("proofs/non-issuance.json"));
        assertTrue(DossierVerifier.verify(claimant.bytes(), desk(node).key()).holds());
    }

    @Test
    void nothingIsSaidOfWhatIsToComeOrWasBefore() {
        var tomorrow = Instant.now().plusSeconds(86_400);
        assertThrows(RefusedException.class, () -> desk().make(question(LAPTOP, tomorrow), AUDITOR));
        var longAgo = Instant.parse("2020-01-01T00:00:00Z");
        assertThrows(RefusedException.class, () -> desk().make(question(LAPTOP, longAgo), AUDITOR));
        var viewer = new Act(new Actor("gast", EnumSet.of(Right.READ)), "");
        assertThrows(RefusedException.class, () -> desk().make(question(LAPTOP, between), viewer));
    }

    @Test
    void aCopyIsTheSameBytesEveryTime() {
        var made = desk().make(question(OTHERS + 2, between), AUDITOR);
        assertArrayEquals(
                desk().copy(made.id(), Profile.OTHER, AUDITOR).orElseThrow(),
                desk().copy(made.id(), Profile.OTHER, AUDITOR).orElseThrow());
        assertEquals(made, desk().made(Instant.now().plusSeconds(1), 1, AUDITOR).getFirst());
    }

    @Test
    void whatSomebodyWasToldIsVerifiedWithIt() throws Exception {
        var signed = new String[2];
        for (int i = 0; i < 2; i++) {
            var laptop = plant.laptop(OTHERS + i);
            var verdict =
                    node.verifier().check(new Check(laptop, null, null, Scan.Channel.API, "en", "t1", Visitor.NOBODY));
            var commitment = CodeCommitment.of(laptop, new SecureRandom());
            var text = TextMark.of(TextMark.Form.JSON, "t1", "en", "said".getBytes(StandardCharsets.UTF_8), commitment);
            signed[i] = node.receipts()
                    .sign(() -> Statement.of(verdict, text, commitment))
                    .orElseThrow()
                    .text();
        }
        var made = desk().make(withReceipt(signed[0]), AUDITOR);
        var verified = DossierVerifier.verify(
                copy(made, Profile.OTHER).bytes(), desk(node).key());
        assertTrue(verified.holds(), verified::toString);
        assertTrue(verified.toString().contains("receipt-1.json, holds=PASS"), verified::toString);
        assertThrows(RefusedException.class, () -> desk().make(withReceipt(signed[1]), AUDITOR));
        var changed = signed[0].substring(0, 40) + (signed[0].charAt(40) == 'A' ? 'B' : 'A') + signed[0].substring(41);
        assertThrows(RefusedException.class, () -> desk().make(withReceipt(changed), AUDITOR));
    }

    private Question withReceipt(String receipt) {
        return new Question(code(plant.laptop(OTHERS)), Claims.NONE, Instant.now(), "en", "", List.of(receipt));
    }

    @Test
    void itsPagesAreSignedWithTheKeyThatIsConfigured() throws Exception {
        var password = Files.createFile(
                install.folder().resolve("sign.password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "correct horse");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(("%s -genkeypair -alias acme -keyalg EC -groupname secp256r1 -dname CN=Acme -ext KU=digitalSignature"
                        + " -validity 3650 -storetype PKCS12 -keystore sign.p12 -storepass:file sign.password")
                .formatted(keytool));
        run(keytool + " -exportcert -rfc -alias acme -keystore sign.p12 -storepass:file sign.password -file acme.pem");
        var config = Files.writeString(
                install.folder().resolve("echt.conf"),
                "sign.keystore = sign.p12\nsign.password-file = sign.password\nsign.alias = acme\n");
        try (var signing = Node.open(ConfigFile.read(config).withData(install.data()))) {
            var desk = signing.dossiers().orElseThrow();
            var made = desk.make(question(LAPTOP, between), AUDITOR);
            var archive =
                    Archive.read(desk.copy(made.id(), Profile.COURT, AUDITOR).orElseThrow());
            var verified = DossierVerifier.verify(archive.bytes(), desk(node).key());
            assertTrue(verified.holds(), verified::toString);
            assertTrue(verified.toString().contains("verify the signature behind them"), verified::toString);
            var pdf = archive.files().get("dossier.pdf");
            try (var document = Loader.loadPDF(pdf)) {
                var signature = document.getLastSignatureDictionary();
                Files.write(install.folder().resolve("content"), signature.getSignedContent(pdf));
                Files.write(install.folder().resolve("signature"), signature.getContents(pdf));
            }
            run("openssl cms -verify -binary -inform DER -in signature -content content -CAfile acme.pem -purpose any"
                    + " -out signed");
        }
    }

    private void run(String command) throws Exception {
        var process = new ProcessBuilder(command.split(" "))
                .directory(install.folder().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + "\n" + said);
    }

    @Test
    void theLogStaysWholeAndTellsOfEveryDossier() {
        var made = desk().make(question(OTHERS + 3, between), AUDITOR);
        assertTrue(desk(node).check(_ -> true).isGood());
        var filter = new AuditLog.Filter("", "dossier.made", made.id(), null, null, Long.MAX_VALUE, 2);
        assertEquals(1, node.audit().find(filter).size());
    }
}
