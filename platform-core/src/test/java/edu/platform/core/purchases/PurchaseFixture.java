package edu.platform.core.purchases;

import edu.platform.core.Money;
import java.time.Instant;
import java.util.Optional;

/** Purchases of 1 rouble for tests of rules. */
final class PurchaseFixture {

  static final Money TOTAL = new Money(100, "RUB");
  static final Instant ORDERED = Instant.parse("2026-06-01T10:00:00Z");
  static final Instant LATER = Instant.parse("2026-06-02T10:00:00Z");

  private PurchaseFixture() {}

  /** A purchase in a status; refunded ones gave all of it back. */
  static Purchase in(PurchaseStatus status) {
    boolean wasPaid = status == PurchaseStatus.PAID || status == PurchaseStatus.REFUNDED;
    return new Purchase(
        1,
        2,
        3,
        4,
        1,
        "basic",
        TOTAL,
        status,
        ORDERED,
        ORDERED.plusSeconds(1_800),
        wasPaid ? Optional.of(ORDERED) : Optional.empty(),
        status.isActive() ? Optional.empty() : Optional.of(ORDERED),
        status == PurchaseStatus.REFUNDED ? TOTAL : new Money(0, "RUB"),
        ORDERED,
        ORDERED,
        1);
  }
}
