package edu.platform.web.http;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that say whose requests they pass on ({@code TRUSTED_PROXIES}). Anyone can write
 * {@code X-Forwarded-For}: what stands there counts as far as it was written by one of these.
 *
 * @param networks of the proxies
 */
public record TrustedProxies(List<Network> networks) {

  private static final int IPV6_NETWORK_BYTES = 8;

  /** Copies the list. */
  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * A range of addresses.
   *
   * @param address of the range
   * @param prefix bits that its addresses have in common
   */
  public record Network(InetAddress address, int prefix) {

    private static Network parse(String text) {
      String[] parts = text.split("/", 2);
      Optional<InetAddress> address = literal(parts[0]);
      try {
        int bits = address.map(known -> known.getAddress().length * 8).orElse(0);
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        if (address.isPresent() && prefix >= 0 && prefix <= bits) {
          return new Network(address.get(), prefix);
        }
      } catch (NumberFormatException _) {
        // Answered below.
      }
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "TRUSTED_PROXIES: expected networks such as 10.0.0.0/8, 192.0.2.1 or fd00::/8, found '"
              + text
              + "'");
    }

    private boolean contains(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      int whole = prefix / 8;
      int rest = prefix % 8;
      int mask = 0xff00 >> rest & 0xff;
      return Arrays.equals(mine, 0, whole, theirs, 0, whole)
          && (rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask));
    }
  }

  /**
   * Read a list.
   *
   * @param text networks and addresses, separated by commas; may be empty
   * @return the list
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one is malformed
   */
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Network::parse)
            .toList());
  }

  /** Where a request comes from. */
  String client(ServerRequest request) {
    InetAddress peer = ((InetSocketAddress) request.remotePeer().address()).getAddress();
    List<String> forwarded = new ArrayList<>();
    if (request.headers().contains(HeaderNames.X_FORWARDED_FOR)) {
      for (String line : request.headers().get(HeaderNames.X_FORWARDED_FOR).allValues()) {
        forwarded.addAll(Arrays.asList(line.split(",", -1)));
      }
    }
    return shown(client(peer, forwarded));
  }

  /**
   * Go back from proxy to proxy.
   *
   * @param peer who has sent the request
   * @param forwarded each proxy's peer, the last one's at the end
   * @return the first that is no proxy of ours, or the last that is known
   */
  InetAddress client(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    for (int i = forwarded.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = literal(forwarded.get(i).strip());
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  /**
   * Whoever has an address of IPv6 has a network of them: they count as one.
   *
   * @param address any
   * @return the address, or its network of 64 bits
   */
  static String shown(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = address.getAddress();
      Arrays.fill(network, IPV6_NETWORK_BYTES, network.length, (byte) 0);
      try {
        return InetAddress.getByAddress(network).getHostAddress() + "/64";
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("sixteen bytes are an address", impossible);
      }
    }
    return address.getHostAddress();
  }

  private boolean isTrusted(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** An address that is written as such: no name is ever looked up. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
