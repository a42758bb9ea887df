package edu.platform.core.accounts;

import edu.platform.core.accounts.internal.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Files that are no keys. */
final class BadKeys {

  private BadKeys() {}

  static String pem(String what) throws GeneralSecurityException {
    return switch (what) {
      case "RSA" -> pem(pair("RSA", ""));
      case "P-384" -> pem(pair("EC", "secp384r1"));
      case "half" -> SigningKey.newPem().split("-----BEGIN PUBLIC", 2)[0];
      case "mixed" ->
          SigningKey.newPem().split("-----BEGIN PUBLIC", 2)[0]
              + "-----BEGIN PUBLIC"
              + SigningKey.newPem().split("-----BEGIN PUBLIC", 2)[1];
      case "text" -> "-----BEGIN PRIVATE KEY-----\nabc=de\n-----END PRIVATE KEY-----\n";
      default -> "";
    };
  }

  private static KeyPair pair(String algorithm, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (!curve.isEmpty()) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    return block("PRIVATE KEY", pair.getPrivate().getEncoded())
        + block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String block(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getEncoder().encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
