package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import java.time.Instant;
import java.util.Optional;

/**
 * An order of one place on one run, and what became of it: a row of {@code purchase} (V3,
 * requirement R6.3).
 *
 * @param id its key
 * @param userId who bought
 * @param courseId course of the run
 * @param runId run that the place is on
 * @param courseTypeId way to buy; tells of health, so shown to owner and support alone
 * @param kind of the way: {@code basic}, {@code extended_career} or {@code reduced}
 * @param total price, fixed when the order was placed
 * @param status where it is in its life
 * @param purchaseDate when it was ordered
 * @param expiresAt when it gives its place back if it is still unpaid
 * @param paidAt when it was paid
 * @param closedAt when it was cancelled, expired or refunded
 * @param refunded amount given back; 0 unless refunded
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Purchase(
    int id,
    int userId,
    int courseId,
    int runId,
    int courseTypeId,
    String kind,
    Money total,
    PurchaseStatus status,
    Instant purchaseDate,
    Instant expiresAt,
    Optional<Instant> paidAt,
    Optional<Instant> closedAt,
    Money refunded,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** Checks what depends on the status (invariant I4). */
  public Purchase {
    requireNonNull(total, "total");
    requireNonNull(status, "status");
    boolean wasPaid = status == PurchaseStatus.PAID || status == PurchaseStatus.REFUNDED;
    if (paidAt.isPresent() != wasPaid
        || closedAt.isPresent() == status.isActive()
        || refunded.amount() > total.amount()
        || (refunded.amount() != 0 && status != PurchaseStatus.REFUNDED)) {
      throw new IllegalArgumentException(
          "purchase " + id + " is " + status + ", paid " + paidAt + ", closed " + closedAt);
    }
  }

  /**
   * Pay for it.
   *
   * @param at when
   * @return the purchase, holding a place
   * @throws RefusedException {@code invalid_state} unless it is unpaid or expired
   */
  Purchase paid(Instant at) {
    return moved(PurchaseStatus.PAID, Optional.of(at), Optional.empty(), refunded, at);
  }

  /**
   * Give it up.
   *
   * @param at when
   * @return the purchase, closed
   * @throws RefusedException {@code invalid_state} unless it is unpaid
   */
  Purchase cancelled(Instant at) {
    return moved(PurchaseStatus.CANCELLED, paidAt, Optional.of(at), refunded, at);
  }

  /**
   * Let it go, as nobody paid.
   *
   * @param at when
   * @return the purchase, closed
   * @throws RefusedException {@code invalid_state} unless it is unpaid
   */
  Purchase expired(Instant at) {
    return moved(PurchaseStatus.EXPIRED, paidAt, Optional.of(at), refunded, at);
  }

  /**
   * Undo it.
   *
   * @param amount given back, 0 to the total
   * @param at when; also when it was paid, if that was too late
   * @return the purchase, closed
   * @throws RefusedException {@code invalid_state} unless it is paid, or closed without payment
   */
  Purchase refunded(Money amount, Instant at) {
    return moved(
        PurchaseStatus.REFUNDED, Optional.of(paidAt.orElse(at)), Optional.of(at), amount, at);
  }

  private Purchase moved(
      PurchaseStatus next,
      Optional<Instant> paid,
      Optional<Instant> closed,
      Money givenBack,
      Instant at) {
    if (!status.mayBecome(next)) {
      throw RefusedException.conflict(
          "invalid_state",
          "purchase " + id + " is " + status.code() + " and cannot become " + next.code());
    }
    return new Purchase(
        id,
        userId,
        courseId,
        runId,
        courseTypeId,
        kind,
        total,
        next,
        purchaseDate,
        expiresAt,
        paid,
        closed,
        givenBack,
        createdAt,
        at,
        version);
  }

  /** Raise the version, as an edit of a person does. */
  Purchase edited() {
    return new Purchase(
        id,
        userId,
        courseId,
        runId,
        courseTypeId,
        kind,
        total,
        status,
        purchaseDate,
        expiresAt,
        paidAt,
        closedAt,
        refunded,
        createdAt,
        updatedAt,
        version + 1);
  }
}
