package edu.platform.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the client is, whatever clients say about themselves. */
class TrustedProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Proxies, peer, X-Forwarded-For, client
        "               | 203.0.113.9 | 198.51.100.1              | 203.0.113.9",
        "10.0.0.0/8     | 203.0.113.9 | 198.51.100.1              | 203.0.113.9",
        "10.0.0.0/8     | 10.1.2.3    |                           | 10.1.2.3",
        "10.0.0.0/8     | 10.1.2.3    | 198.51.100.1              | 198.51.100.1",
        "10.0.0.0/8     | 10.1.2.3    | 1.2.3.4, 198.51.100.1     | 198.51.100.1",
        "10.0.0.0/8     | 10.1.2.3    | 198.51.100.1, 10.9.9.9    | 198.51.100.1",
        "10.0.0.0/8     | 10.1.2.3    | 10.7.7.7, 10.9.9.9        | 10.7.7.7",
        "10.0.0.0/8     | 10.1.2.3    | unknown                   | 10.1.2.3",
        "10.0.0.0/8     | 10.1.2.3    | 198.51.100.1, localhost   | 10.1.2.3",
        "10.0.0.0/8     | 10.1.2.3    | 198.51.100.1:4711         | 10.1.2.3",
        "172.16.250.0/28| 172.16.250.15 | 198.51.100.1            | 198.51.100.1",
        "172.16.250.0/28| 172.16.250.16 | 198.51.100.1            | 172.16.250.16",
        "192.0.2.1      | 192.0.2.1   | 198.51.100.1              | 198.51.100.1",
        "192.0.2.1      | 192.0.2.2   | 198.51.100.1              | 192.0.2.2",
        "0.0.0.0/0      | 192.0.2.2   | 198.51.100.1              | 198.51.100.1",
        "fd00::/8, ::1  | fd12::7     | 2001:db8:1:2:3:4:5:6      | 2001:db8:1:2:0:0:0:0/64",
        "fd00::/8, ::1  | ::1         | ::ffff:198.51.100.1       | 198.51.100.1",
        "fd00::/8       | 10.1.2.3    | 198.51.100.1              | 10.1.2.3"
      })
  void aForwardedAddressCountsAsFarAsProxiesOfOursWroteIt(
      String proxies, String peer, String forwarded, String client) {
    List<String> hops = forwarded == null ? List.of() : Arrays.asList(forwarded.split(",", -1));

    InetAddress found =
        TrustedProxies.parse(proxies == null ? "" : proxies)
            .client(InetAddress.ofLiteral(peer), hops);

    assertThat(TrustedProxies.shown(found)).isEqualTo(client);
  }
}
