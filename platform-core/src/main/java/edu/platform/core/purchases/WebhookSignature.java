package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a payment event was sent by the provider (requirement R10.2): {@code X-Signature:
 * t=<unix>,v1=<hex HMAC-SHA256(secret, t + "." + body)>}.
 */
public final class WebhookSignature {

  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final String ALGORITHM = "HmacSHA256";

  /** A Unix time of this and the next few thousand years. */
  private static final Pattern TIME = Pattern.compile("[0-9]{1,11}");

  private static final Pattern HMAC = Pattern.compile("[0-9a-fA-F]{64}");

  private final List<String> secrets;
  private final Clock clock;

  /**
   * Make the check.
   *
   * @param secrets any of which may have signed, so that they can be changed; without one all is
   *     refused
   * @param clock tells how old a signature is
   */
  public WebhookSignature(List<String> secrets, Clock clock) {
    this.secrets = List.copyOf(secrets);
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Insist on a valid signature.
   *
   * @param header value of {@code X-Signature}, empty text if there is none; may hold several
   *     {@code v1}
   * @param body as it was sent
   * @throws RefusedException {@code bad_signature} for any other
   */
  public void require(String header, byte[] body) {
    String time = "";
    List<byte[]> sent = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equals("t") && TIME.matcher(pair[1]).matches()) {
        time = pair[1];
      } else if (pair.length == 2 && pair[0].equals("v1") && HMAC.matcher(pair[1]).matches()) {
        sent.add(HexFormat.of().parseHex(pair[1]));
      }
    }
    if (time.isEmpty() || sent.isEmpty()) {
      throw bad("expected X-Signature: t=<unix time>,v1=<hex HMAC-SHA256>");
    }
    long skewSeconds = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(time));
    if (skewSeconds > MAX_SKEW.toSeconds()) {
      throw bad("expected t within " + MAX_SKEW.toMinutes() + " minutes of now");
    }
    boolean valid = false;
    for (String secret : secrets) {
      byte[] expected = hmac(secret, time, body);
      for (byte[] one : sent) {
        // No early end: how long it takes must not tell which secret or byte was right.
        valid |= MessageDigest.isEqual(expected, one);
      }
    }
    if (!valid) {
      throw bad("the signature is not one of the payment provider");
    }
  }

  private static byte[] hmac(String secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  private static RefusedException bad(String detail) {
    return RefusedException.unauthenticated("bad_signature", detail);
  }
}
