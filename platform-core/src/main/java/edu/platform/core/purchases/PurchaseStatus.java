package edu.platform.core.purchases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a purchase is in its life (requirements, section 3). */
public enum PurchaseStatus {
  /** Ordered: holds a place until it is paid, cancelled or expires. */
  UNPAID,
  /** Holds a place for good. */
  PAID,
  /** Given up before it was paid. */
  CANCELLED,
  /** Not paid in time. */
  EXPIRED,
  /** Paid and undone. */
  REFUNDED;

  private static final Map<String, PurchaseStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(PurchaseStatus::code, Function.identity()));

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return all statuses by their codes.
   *
   * @return all of them
   */
  public static Map<String, PurchaseStatus> byCode() {
    return BY_CODE;
  }

  /**
   * Tell whether a purchase holds a place.
   *
   * @return whether it is unpaid or paid
   */
  boolean isActive() {
    return this == UNPAID || this == PAID;
  }

  /**
   * Tell whether a purchase may move on: the whole state machine.
   *
   * @param next where to
   * @return whether section 3 has this move
   */
  boolean mayBecome(PurchaseStatus next) {
    return switch (this) {
      case UNPAID -> Set.of(PAID, CANCELLED, EXPIRED).contains(next);
      case PAID, CANCELLED -> next == REFUNDED;
      case EXPIRED -> Set.of(PAID, REFUNDED).contains(next);
      case REFUNDED -> false;
    };
  }
}
