package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where the load goes.
 *
 * @param url as given
 * @param address resolved once, so that looking up names is no part of a latency
 * @param host for the Host header, with the port unless it is 80
 * @param path path and query of the URL, {@code /} if it has none
 * @param http2 whether it is spoken to by HTTP/2 with prior knowledge, else by HTTP/1.1
 */
public record Target(
    String url, InetSocketAddress address, String host, String path, boolean http2) {

  /**
   * Read and resolve a URL.
   *
   * @param url {@code http://host[:port][/path][?query]}
   * @param allowRemote whether the address may be other than this machine's, private or link-local
   * @throws IllegalArgumentException if the URL is malformed, not of plain HTTP, or remote without
   *     being allowed
   * @throws UnavailableException if the host does not resolve
   */
  public static Target parse(String url, boolean allowRemote) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "'" + url + "' is not a URL: " + malformed.getReason(), malformed);
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("'" + url + "' does not begin with http://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("'" + url + "' is not http://host[:port][/path][?query]");
    }
    int port = uri.getPort() == -1 ? 80 : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("'" + url + "': the port must be 1 to 65535");
    }
    InetAddress address = resolve(uri.getHost());
    if (!allowRemote && !isNear(address)) {
      throw new IllegalArgumentException(
          uri.getHost()
              + " ("
              + address.getHostAddress()
              + ") is not this machine or a private address: load on others' machines needs"
              + " --allow-remote");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Target(
        url.strip(),
        new InetSocketAddress(address, port),
        port == 80 ? uri.getHost() : uri.getHost() + ":" + port,
        URI.create(path + query).toASCIIString(),
        false);
  }

  /** Return the same server with another path. */
  public Target withPath(String other) {
    return new Target("http://" + host + other, address, host, other, http2);
  }

  /** Return the same place, spoken to by HTTP/2. */
  public Target withHttp2() {
    return new Target(url, address, host, path, true);
  }

  /**
   * Return the request line and the headers that every request has, without the empty line.
   *
   * @param path path and query
   */
  byte[] head(String method, String path) {
    String head = method + " " + path + " HTTP/1.1\r\n" + new String(commonHeaders(), US_ASCII);
    return head.getBytes(US_ASCII);
  }

  /** Return the headers that every request has, each line ended. */
  public byte[] commonHeaders() {
    return ("Host: " + host + "\r\nUser-Agent: edu-cli\r\n").getBytes(US_ASCII);
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new UnavailableException(
          "the host name '" + host + "' does not resolve",
          "Check the spelling, or give an address: --target http://127.0.0.1:8080.",
          unknown);
    }
  }

  private static boolean isNear(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal
        || isOwn(address);
  }

  private static boolean isOwn(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException _) {
      return false; // interfaces cannot be listed: treat it as remote
    }
  }
}
