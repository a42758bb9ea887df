package edu.platform.core.purchases;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A run as one buyer may buy it in one way, with all that its sale is decided by. What others
 * change meanwhile is decided by the statement that takes the place.
 *
 * @param courseId course of the run
 * @param courseOnSale whether the course is sold at all
 * @param runCancelled whether the run was called off
 * @param endSalesDate last day of sales, inclusive
 * @param price of the course
 * @param way to buy it
 * @param benefitValidUntil last day of the buyer's benefit for this way
 * @param own the buyer's purchase of this run that holds a place
 * @param unpaidOrders of the buyer that have not expired
 */
record Offering(
    int courseId,
    boolean courseOnSale,
    boolean runCancelled,
    LocalDate endSalesDate,
    Money price,
    Way way,
    Optional<LocalDate> benefitValidUntil,
    Optional<Own> own,
    int unpaidOrders) {

  /** Unpaid orders a user may have (requirement R10.3). */
  static final int MAX_UNPAID_ORDERS = 5;

  private static final String REDUCED = "reduced";

  boolean isOnSale() {
    return courseOnSale && !runCancelled && way.active();
  }

  boolean salesAreOpen(LocalDate today) {
    return !today.isAfter(endSalesDate);
  }

  boolean isOwnedAt(Instant now) {
    return own.isPresent() && !own.get().isOverdueAt(now);
  }

  boolean benefitIsValid(LocalDate today) {
    return !way.kind().equals(REDUCED)
        || benefitValidUntil.filter(last -> !today.isAfter(last)).isPresent();
  }

  boolean mayHaveAnotherUnpaidOrder() {
    return unpaidOrders < MAX_UNPAID_ORDERS || isFree();
  }

  boolean isFree() {
    return total().amount() == 0;
  }

  /** The price in this way, half a minor unit rounded up (requirement R6.2). */
  Money total() {
    return price.percent(100 - way.discount() + way.surcharge());
  }

  /**
   * Refuse an order that breaks a rule.
   *
   * @param order what was asked for
   * @param today in the platform's zone
   * @param now the moment of the order
   * @throws RefusedException naming the first rule that is broken
   */
  void require(Order order, LocalDate today, Instant now) {
    if (!isOnSale()) {
      throw RefusedException.conflict("not_on_sale", whyNotOnSale(order));
    }
    if (!salesAreOpen(today)) {
      throw salesClosed(order.runId(), endSalesDate);
    }
    if (isOwnedAt(now)) {
      throw alreadyPurchased(order.runId());
    }
    if (!benefitIsValid(today)) {
      throw RefusedException.conflict(
          "benefit_required",
          "course type "
              + order.courseTypeId()
              + " takes a benefit confirmed by support and valid today; "
              + benefitValidUntil
                  .map(last -> "yours was valid until " + last)
                  .orElse("you have none"));
    }
    if (order.expectedTotal().filter(expected -> !expected.equals(total())).isPresent()) {
      throw RefusedException.conflict(
          "price_changed",
          "expected a total of "
              + order.expectedTotal().get().amount()
              + ", found "
              + total().amount()
              + " "
              + total().currency());
    }
    if (!mayHaveAnotherUnpaidOrder()) {
      throw RefusedException.conflict(
          "too_many_unpaid",
          "expected fewer than "
              + MAX_UNPAID_ORDERS
              + " unpaid orders, found "
              + unpaidOrders
              + ": pay or cancel one first");
    }
  }

  private String whyNotOnSale(Order order) {
    if (runCancelled) {
      return "run " + order.runId() + " was cancelled";
    }
    return courseOnSale
        ? "course type " + order.courseTypeId() + " is no longer offered"
        : "course " + courseId + " is not on sale";
  }

  static RefusedException salesClosed(int runId, LocalDate endSalesDate) {
    return RefusedException.conflict(
        "sales_closed", "sales of run " + runId + " ended on " + endSalesDate);
  }

  static RefusedException alreadyPurchased(int runId) {
    return RefusedException.conflict(
        "already_purchased", "you have an unpaid or paid purchase of run " + runId);
  }

  static RefusedException soldOut(int runId) {
    return RefusedException.conflict("sold_out", "run " + runId + " has no place left");
  }

  /**
   * A way to buy: a row of {@code course_type}.
   *
   * @param kind {@code basic}, {@code extended_career} or {@code reduced}
   * @param discount percent taken off
   * @param surcharge percent added
   * @param active whether it is offered
   */
  record Way(String kind, int discount, int surcharge, boolean active) {}

  /**
   * The buyer's own purchase of the run.
   *
   * @param status unpaid or paid
   * @param expiresAt when it expires if it is unpaid
   */
  record Own(PurchaseStatus status, Instant expiresAt) {

    boolean isOverdueAt(Instant now) {
      return status == PurchaseStatus.UNPAID && !expiresAt.isAfter(now);
    }
  }
}
