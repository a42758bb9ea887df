package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.ByteText;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A header that proves who sent a body: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of t + "." +
 * body>} (requirement 10.2).
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] header;
  private final SecretKeySpec key;
  private final Clock clock;

  /**
   * Make a signature.
   *
   * @param header name
   * @param secret not empty
   * @param clock for the time that is signed too
   */
  Signature(String header, String secret, Clock clock) {
    this.header = (header + ": ").getBytes(US_ASCII);
    this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** Append the header with its line break. */
  void append(ByteText body, ByteText into) {
    byte[] time = Long.toString(clock.instant().getEpochSecond()).getBytes(US_ASCII);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(time);
      mac.update((byte) '.');
      mac.update(body.bytes(), 0, body.length());
      byte[] hex = HexFormat.of().formatHex(mac.doFinal()).getBytes(US_ASCII);
      into.append(header, 0, header.length).append('t').append('=').append(time, 0, time.length);
      into.append(',').append('v').append('1').append('=').append(hex, 0, hex.length);
      into.append('\r').append('\n');
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
    }
  }
}
