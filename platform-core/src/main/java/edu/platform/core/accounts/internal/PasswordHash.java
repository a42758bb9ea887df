package edu.platform.core.accounts.internal;

/** A slow hash of passwords. Tests have one that counts. */
public interface PasswordHash {

  /**
   * Hash a password, with a new salt.
   *
   * @return a text that says how, up to 255 characters
   */
  String of(String password);

  /**
   * Compare a password with a hash.
   *
   * @param stored what {@link #of} gave; nothing matches what it did not give
   */
  boolean matches(String password, String stored);
}
