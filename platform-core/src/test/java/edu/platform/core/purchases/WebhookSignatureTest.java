package edu.platform.core.purchases;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures; the valid ones were made with {@code openssl dgst -sha256 -hmac}. */
class WebhookSignatureTest {

  private static final long NOW = 1_780_000_000;
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final String BY_FIRST =
      "588c984e75d666c699f92fb5cd5751a0f38e4f582a4a111266326804a907c09c";
  private static final String BY_SECOND =
      "96d1f4f668cc580be8bbe776cf140a5fd351405845679456a51ca4aa83ecc6ad";

  private final WebhookSignature signature =
      new WebhookSignature(
          List.of("first-secret", "second-secret"),
          Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

  @ParameterizedTest
  @ValueSource(strings = {BY_FIRST, BY_SECOND})
  void anySecretMaySign(String hmac) {
    assertThatCode(() -> signature.require("t=" + NOW + ",v1=" + hmac, BODY))
        .doesNotThrowAnyException();
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    assertThatCode(
            () ->
                signature.require(
                    "t=" + NOW + ", v0=x, v1=" + "0".repeat(64) + ", v1=" + BY_SECOND, BODY))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=1780000000",
        "v1=" + BY_FIRST,
        "t=,v1=" + BY_FIRST,
        "t=-1,v1=" + BY_FIRST,
        "t=999999999999999999999,v1=" + BY_FIRST,
        "t=1780000000,v1=",
        "t=1780000000,v1=zz",
        "t=1780000000;v1=" + BY_FIRST,
        "t=1780000001,v1=" + BY_FIRST,
        "t=1780000000,v2=" + BY_FIRST,
        "t=1780000000,v1=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void otherSignaturesAreBad(String header) {
    assertBad(signature, header, BODY);
  }

  @Test
  void aBodyThatWasChangedIsNotSigned() {
    assertBad(
        signature, "t=" + NOW + ",v1=" + BY_FIRST, "{\"a\":2}".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void aSignatureHoldsForFiveMinutes(long seconds) {
    assertThatCode(() -> at(NOW + seconds).require("t=" + NOW + ",v1=" + BY_FIRST, BODY))
        .doesNotThrowAnyException();
    assertBad(at(NOW + seconds + Long.signum(seconds)), "t=" + NOW + ",v1=" + BY_FIRST, BODY);
  }

  @Test
  void withoutSecretsNothingIsSigned() {
    WebhookSignature none =
        new WebhookSignature(List.of(), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    assertBad(none, "t=" + NOW + ",v1=" + BY_FIRST, BODY);
  }

  private static WebhookSignature at(long seconds) {
    return new WebhookSignature(
        List.of("first-secret"), Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
  }

  private static void assertBad(WebhookSignature signature, String header, byte[] body) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> signature.require(header, body))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.UNAUTHENTICATED)
        .matches(refusal -> refusal.code().equals("bad_signature"));
  }
}
