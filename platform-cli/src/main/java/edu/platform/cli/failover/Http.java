package edu.platform.cli.failover;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** HTTP clients for small questions. */
public final class Http {

  private Http() {}

  /**
   * Make a client.
   *
   * @param connectTimeout for connecting
   * @param uris all that will be asked: for plain ones nothing of TLS is loaded, which takes longer
   *     than the question
   * @return the client, on virtual threads
   */
  public static HttpClient client(Duration connectTimeout, Collection<URI> uris) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .executor(Thread::startVirtualThread);
    if (uris.stream().allMatch(uri -> "http".equals(uri.getScheme()))) {
      builder.sslContext(unused()).sslParameters(new SSLParameters());
    }
    return builder.build();
  }

  /** Never initialised: it could not be used. */
  private static SSLContext unused() {
    try {
      return SSLContext.getInstance("TLS");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }
}
