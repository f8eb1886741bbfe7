package org.echt.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an endpoint may have, and which are never called. */
class EndpointUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example",
                "https://hooks.example/",
                "https://hooks.example:8443/a/b?c=d&e=%20",
                "HTTPS://Hooks.Example./x",
                "https://93.184.216.34/x",
                "https://[2606:2800:220:1:248:1893:25c8:1946]:9/x",
                "https://xn--bcher-kva.example/_a"
            })
    void whatEverybodyCanReachIsTaken(String text) {
        assertEquals(text, EndpointUrl.parse(text, Targets.PUBLIC).whole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example",
                "ftp://hooks.example/",
                "javascript:alert(1)",
                "https:hooks.example",
                "https:///x",
                "https://",
                "http://hooks.example/",
                "https://user:hush@hooks.example/",
                "https://user@hooks.example/",
                "https://hooks.example/#a",
                "https://hooks.example:0/",
                "https://hooks.example:65536/",
                "https://hooks.example:x/",
                "https://hooks.example/a b",
                "https://hooks.example/\r\nx: y",
                "https://b\u00fccher.example/",
                "https://localhost/",
                "https://a.localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://1.2.3.256/",
                "https://1.2.3.4.5/",
                "https://a.1/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://255.255.255.255/",
                "https://224.0.0.1/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::10.0.0.1]/",
                "https://[64:ff9b:1::1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:1::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fc00::1]/",
                "https://[fd12:3456::1]/",
                "https://[ff02::1]/",
                "https://-a.example/",
                "https://a..example/"
            })
    void everythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> EndpointUrl.parse(text, Targets.PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/x",
                "http://127.0.0.1:9/",
                "http://[::1]/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://[fd00::1]/"
            })
    void oneMayAllowOnesOwn(String text) {
        assertEquals(text, EndpointUrl.parse(text, Targets.PRIVATE).whole());
        assertThrows(IllegalArgumentException.class, () -> EndpointUrl.parse(text, Targets.PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/",
                "http://10.0.0.1/",
                "https://169.254.169.254/",
                "https://0.0.0.0/",
                "https://[fe80::1]/",
                "https://224.0.0.1/"
            })
    void someAreNeverAllowed(String text) {
        assertThrows(IllegalArgumentException.class, () -> EndpointUrl.parse(text, Targets.PRIVATE));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, false",
        "172.15.255.255, false",
        "172.32.0.0, false",
        "100.63.255.255, false",
        "100.128.0.0, false",
        "11.0.0.0, false",
        "198.17.255.255, false",
        "198.19.0.1, true",
        "64:ff9b::808:808, false",
        "64:ff9b::7f00:1, true",
        "2002:808:808::1, false",
        "2002:a00:1::1, true",
        "2a00:1450::1, false",
        "febf::1, true",
        "fec0::1, true"
    })
    void rangesEndWhereTheyEnd(String address, boolean refused) {
        assertEquals(
                refused, Targets.PUBLIC.refusal(InetAddress.ofLiteral(address)).isPresent());
    }

    @Test
    void refusalsSayWhy() {
        assertEquals(
                Optional.of("10.0.0.1 is a private network"),
                Targets.PUBLIC.refusal(InetAddress.ofLiteral("10.0.0.1")));
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> EndpointUrl.parse("http://hooks.example/?token=hush", Targets.PUBLIC));
        assertEquals(
                "this is no address of an endpoint: http is not private. Maybe https://hooks.example?",
                wrong.getMessage());
    }

    @Test
    void thePartsAreThoseOfTheRequest() {
        var url = EndpointUrl.parse("https://Hooks.Example:8443/a%20b?token=hush", Targets.PUBLIC);
        assertEquals("hooks.example", url.host());
        assertEquals(8443, url.port());
        assertEquals("Hooks.Example:8443", url.authority());
        assertEquals("/a%20b?token=hush", url.pathAndQuery());
        assertEquals("https://Hooks.Example:8443/a%20b?…", url.toString());
        assertTrue(url.isSecure());
        var plain = EndpointUrl.parse("http://[::1]", Targets.PRIVATE);
        assertEquals("::1", plain.host());
        assertEquals(80, plain.port());
        assertEquals("/", plain.pathAndQuery());
        assertFalse(plain.isSecure());
        assertEquals(url, EndpointUrl.stored(url.whole()));
        assertNotEquals(url, plain);
    }
}
