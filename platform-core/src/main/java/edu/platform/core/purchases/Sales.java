package edu.platform.core.purchases;

import edu.platform.core.PlatformTime;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.config.SalesConfig;
import edu.platform.core.db.Database;
import java.time.Duration;

/** All that sells places, wired together; lets overdue orders go until it is closed. */
public final class Sales implements AutoCloseable {

  /** How often overdue orders are looked for (requirement R10.3). */
  private static final Duration EXPIRY_PAUSE = Duration.ofSeconds(30);

  private final Purchases purchases;
  private final Payments payments;
  private final WebhookSignature webhookSignature;
  private final RunCancelling runCancelling;
  private final OrderExpiry orderExpiry;

  /**
   * Make it and begin to let overdue orders go.
   *
   * @param database where purchases are read
   * @param changes where they are made
   * @param time tells it
   * @param documents told when a course's card changes
   * @param config how orders and payments are dealt with
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Sales(
      Database database,
      Changes changes,
      PlatformTime time,
      DocumentCache documents,
      SalesConfig config) {
    this.purchases = new Purchases(database, changes, time, documents, config.orderTtl());
    this.payments = new Payments(database, changes, time, documents);
    this.webhookSignature = new WebhookSignature(config.webhookSecrets(), time.clock());
    this.runCancelling = new RunCancelling(changes, documents);
    this.orderExpiry = new OrderExpiry(database, changes, time, documents);
    this.orderExpiry.start(EXPIRY_PAUSE);
  }

  /**
   * Return what buyers and support do.
   *
   * @return the use cases
   */
  public Purchases purchases() {
    return purchases;
  }

  /**
   * Return what the payment provider does.
   *
   * @return the use cases
   */
  public Payments payments() {
    return payments;
  }

  /**
   * Return what tells the provider's events from forgeries.
   *
   * @return the check
   */
  public WebhookSignature webhookSignature() {
    return webhookSignature;
  }

  /**
   * Return the cancelling of runs.
   *
   * @return the use case
   */
  public RunCancelling runCancelling() {
    return runCancelling;
  }

  /** Stops looking for overdue orders. */
  @Override
  public void close() {
    orderExpiry.close();
  }
}
