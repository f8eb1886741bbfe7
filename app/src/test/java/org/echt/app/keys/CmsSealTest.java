package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CmsSealTest {
    @Test
    void itsHolderOpensItAndNobodyElse() throws Exception {
        var holder = Certificates.make("RSA", 2048, "SHA256withRSA");
        var text = new byte[100_003];
        new Random(5).nextBytes(text);
        var sealed = seal(holder, text);
        assertArrayEquals(text, holder.open(sealed));
        var other = Certificates.make("RSA", 2048, "SHA256withRSA");
        assertThrows(Exception.class, () -> other.open(sealed));
        assertEquals("CN=Works", CmsSeal.nameOf(holder.pem()));
    }

    @Test
    void whatWasChangedOnItsWayDoesNotOpen() throws Exception {
        var holder = Certificates.make("RSA", 2048, "SHA256withRSA");
        var sealed = seal(holder, "code\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
        sealed[sealed.length - 60] ^= 1;
        assertThrows(Exception.class, () -> holder.open(sealed));
    }

    @Test
    void certificatesNobodyShouldEncryptToAreRefused() throws Exception {
        var weak = Certificates.make("RSA", 1024, "SHA256withRSA").pem();
        var curve = Certificates.make("EC", 256, "SHA256withECDSA").pem();
        for (var pem : new String[] {weak, curve}) {
            var refused = assertThrows(IllegalArgumentException.class, () -> CmsSeal.check(pem));
            assertTrue(String.valueOf(refused.getMessage()).contains("RSA of 2048 bits"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> CmsSeal.check("no certificate"));
        assertThrows(IllegalArgumentException.class, () -> CmsSeal.check(""));
    }

    private static byte[] seal(Certificates.Holder holder, byte[] text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealed = CmsSeal.to(holder.pem(), out)) {
            sealed.write(text);
        }
        return out.toByteArray();
    }
}
