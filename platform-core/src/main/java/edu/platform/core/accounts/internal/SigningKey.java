package edu.platform.core.accounts.internal;

import io.helidon.security.jwt.JwtException;
import io.helidon.security.jwt.jwk.JwkEC;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that signs and verifies tokens: EC on P-256, for ES256 (RFC 7518, section 3.4). Its file
 * holds both halves in PEM (RFC 7468), as the JDK derives no public key from a private one.
 */
public final class SigningKey {

  private static final String CURVE = "secp256r1";
  private static final int COORDINATE_BYTES = 32;
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final String kid;
  private final Instant createdAt;
  private final ECPublicKey publicKey;
  private final JwkEC jwk;

  private SigningKey(
      String kid, Instant createdAt, ECPrivateKey privateKey, ECPublicKey publicKey) {
    this.kid = kid;
    this.createdAt = createdAt;
    this.publicKey = publicKey;
    this.jwk =
        JwkEC.builder()
            .keyId(kid)
            .algorithm(JwkEC.ALG_ES256)
            .privateKey(privateKey)
            .publicKey(publicKey)
            .build();
  }

  /** A key that cannot be used, and why. */
  public static final class UnusableKey extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKey(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The text of a new key's file. */
  public static String newPem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      KeyPair pair = generator.generateKeyPair();
      return block(PRIVATE, pair.getPrivate().getEncoded())
          + block(PUBLIC, pair.getPublic().getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has EC on " + CURVE, impossible);
    }
  }

  /**
   * Read a key.
   *
   * @param kid its id
   * @param createdAt when its file was written
   * @param pem the file's text
   * @throws UnusableKey if it is not a pair for ES256
   */
  public static SigningKey parse(String kid, Instant createdAt, String pem) throws UnusableKey {
    Map<String, byte[]> blocks = blocks(pem);
    if (!blocks.keySet().containsAll(Set.of(PRIVATE, PUBLIC))) {
      throw new UnusableKey(
          "expected a block PRIVATE KEY (PKCS#8) and a block PUBLIC KEY, found " + blocks.keySet(),
          null);
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      SigningKey key =
          new SigningKey(
              kid,
              createdAt,
              (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(blocks.get(PRIVATE))),
              (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(blocks.get(PUBLIC))));
      key.check();
      return key;
    } catch (GeneralSecurityException | ClassCastException notEc) {
      throw new UnusableKey("expected keys on the curve P-256: " + notEc.getMessage(), notEc);
    }
  }

  /** Tries the pair: halves of different pairs would sign what nobody can verify. */
  private void check() throws UnusableKey, GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    EllipticCurve expected = parameters.getParameterSpec(ECParameterSpec.class).getCurve();
    if (!publicKey.getParams().getCurve().equals(expected)) {
      throw new UnusableKey(
          "expected keys on the curve P-256, found " + publicKey.getParams(), null);
    }
    byte[] probe = kid.getBytes(StandardCharsets.UTF_8);
    try {
      if (!jwk.verifySignature(probe, jwk.sign(probe))) {
        throw new UnusableKey("the private and the public key are not of one pair", null);
      }
    } catch (JwtException broken) {
      throw new UnusableKey("the private key does not sign: " + broken.getMessage(), broken);
    }
  }

  public String kid() {
    return kid;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The key as the library of tokens takes it. */
  public JwkEC jwk() {
    return jwk;
  }

  /** The first coordinate of the public key, as RFC 7518, section 6.2.1.2, writes it. */
  public String x() {
    return coordinate(publicKey.getW().getAffineX());
  }

  /** The second coordinate of the public key. */
  public String y() {
    return coordinate(publicKey.getW().getAffineY());
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray(); // with a sign, and without leading zeros
    byte[] padded = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }

  private static Map<String, byte[]> blocks(String pem) throws UnusableKey {
    Map<String, byte[]> blocks = new HashMap<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      try {
        blocks.put(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
      } catch (IllegalArgumentException notBase64) {
        throw new UnusableKey("a block is not Base64", notBase64);
      }
    }
    return blocks;
  }

  private static String block(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
