package edu.platform.core.accounts;

import edu.platform.core.accounts.internal.PasswordHash;
import java.util.concurrent.atomic.AtomicInteger;

/** A hash that costs nothing and counts how often passwords are compared. */
final class CountingHash implements PasswordHash {

  private final AtomicInteger comparisons = new AtomicInteger();

  @Override
  public String of(String password) {
    return "hash of " + password;
  }

  @Override
  public boolean matches(String password, String stored) {
    comparisons.incrementAndGet();
    return stored.equals(of(password));
  }

  /** Comparisons since the last call. */
  int comparisons() {
    return comparisons.getAndSet(0);
  }
}
