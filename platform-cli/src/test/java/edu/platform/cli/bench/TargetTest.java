package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:8080          | 127.0.0.1 | 8080 | 127.0.0.1:8080 | /",
        "http://127.0.0.1               | 127.0.0.1 | 80   | 127.0.0.1      | /",
        "HTTP://127.0.0.1:80/a%20b?c=d  | 127.0.0.1 | 80   | 127.0.0.1      | /a%20b?c=d",
        "http://localhost:81?c          | 127.0.0.1 | 81   | localhost:81   | /?c",
        "http://[::1]:8080/             | 0:0:0:0:0:0:0:1 | 8080 | [::1]:8080 | /",
        "http://127.0.0.1/é             | 127.0.0.1 | 80   | 127.0.0.1      | /%C3%A9",
      })
  void aUrlIsTakenApart(String url, String address, int port, String host, String path) {
    Target target = Target.parse(url, false);

    assertThat(target.address().getAddress().getHostAddress()).isEqualTo(address);
    assertThat(target.address().getPort()).isEqualTo(port);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8080",
        "localhost",
        "https://127.0.0.1",
        "ftp://127.0.0.1",
        "http://",
        "http:///path",
        "http://127.0.0.1:x",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://user:secret@127.0.0.1",
        "http://127.0.0.1/#part",
        "http://127.0.0.1/a b",
      })
  void whatIsNoHttpUrlIsRefused(String url) {
    assertThatThrownBy(() -> Target.parse(url, true)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "[::1]",
        "[fd00::1]",
        "[fe80::1]"
      })
  void thisMachineAndPrivateNetworksAreNear(String host) {
    assertThat(Target.parse("http://" + host, false).path()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.64.0.1", "[2001:db8::1]"})
  void othersMustBeAllowed(String host) {
    String url = "http://" + host;

    assertThatThrownBy(() -> Target.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--allow-remote");
    assertThat(Target.parse(url, true).path()).isEqualTo("/");
  }

  @Test
  void aNameThatDoesNotResolveIsUnavailable() {
    assertThatThrownBy(() -> Target.parse("http://no-such-host.invalid:8080", false))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("the host name 'no-such-host.invalid' does not resolve");
  }

  @Test
  void theHeadNamesTheHost() {
    Target target = Target.parse("http://127.0.0.1:8080", false);

    assertThat(new String(target.head("GET", "/x"), US_ASCII))
        .isEqualTo("GET /x HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: edu-cli\r\n");
  }
}
