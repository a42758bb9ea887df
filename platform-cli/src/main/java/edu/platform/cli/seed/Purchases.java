package edu.platform.cli.seed;

import edu.platform.cli.seed.RunPlan.Outcome;
import edu.platform.cli.seed.RunPlan.State;

/**
 * What a purchase is, by its number: the same for its own row and for the certificate, review and
 * career support that it leads to.
 */
final class Purchases {

  /** Course type ids; percent of the price; percent of all purchases (requirement R6.2). */
  private static final int[] PRICE_PERCENTS = {100, 90, 80, 30, 125};

  private static final int[] TYPE_PERCENTS = {60, 15, 5, 2, 18};
  private static final int EXTENDED_CAREER = 5;

  private static final int DAY = 86_400;
  private static final int MINUTE = 60;

  /** Hours in which things happen: between them it is the same day in every platform zone. */
  private static final int DAY_BEGINS = 6 * 3600;

  private static final int DAY_ENDS = 20 * 3600;

  private final RowRandom random;
  private final int today;
  private final Courses courses;
  private final RunPlan runs;
  private final BuyerPlan buyers;
  private final Permutation typeOrder;
  private final int[] types;

  Purchases(SeedSettings settings, Courses courses, RunPlan runs, BuyerPlan buyers) {
    this.random = new RowRandom(settings.randomSeed(), "purchases");
    this.today = (int) settings.asOf().toEpochDay();
    this.courses = courses;
    this.runs = runs;
    this.buyers = buyers;
    this.typeOrder = random.permutation(count(), 1);
    this.types = Shares.split(count(), TYPE_PERCENTS);
  }

  /** Return the number of purchases; they are counted from 0 here, and from 1 as ids. */
  int count() {
    return runs.firstPurchase(runs.runs());
  }

  int user(int purchase) {
    return buyers.user(purchase);
  }

  /** Return the course type id. */
  int type(int purchase) {
    long place = typeOrder.apply(purchase);
    int type = 0;
    while (place >= types[type]) {
      place -= types[type];
      type++;
    }
    return type + 1;
  }

  boolean extendedCareer(int purchase) {
    return type(purchase) == EXTENDED_CAREER;
  }

  /** Return the price paid, in minor units, half up. */
  int total(int purchase) {
    long price = courses.price(runs.courseOfPurchase(purchase));
    return (int) ((price * PRICE_PERCENTS[type(purchase) - 1] + 50) / 100);
  }

  void write(int purchase, String currency, CopyBuffer out) {
    int run = runs.runOfPurchase(purchase);
    Outcome outcome = runs.outcome(run, purchase - runs.firstPurchase(run));
    long placed = placed(purchase, run, outcome);
    long minutesLater = placed + (long) random.between(purchase, 2, 1, 25) * MINUTE;
    long expires =
        outcome == Outcome.UNPAID
            ? placed + random.between(purchase, 3, DAY + 18 * 3600, 3 * DAY)
            : placed + 30 * MINUTE;
    out.number(purchase + 1)
        .number(user(purchase))
        .number(runs.course(run))
        .number(run + 1)
        .moment(placed)
        .number(type(purchase))
        .number(total(purchase))
        .code(currency)
        .code(status(outcome))
        .moment(expires);
    switch (outcome) {
      case FINISHED, PAID ->
          out.moment(minutesLater).none().number(0).unedited(placed, minutesLater);
      case UNPAID -> out.none().none().number(0).unedited(placed, placed);
      case CANCELLED -> out.none().moment(minutesLater).number(0).unedited(placed, minutesLater);
      case EXPIRED -> {
        long closed = expires + random.between(purchase, 4, 1, 30);
        out.none().moment(closed).number(0).unedited(placed, closed);
      }
      case REFUNDED -> {
        boolean full = refundedInFull(purchase, run);
        long closed = refundedOn(purchase, run, placed / DAY, full);
        int amount =
            full ? total(purchase) : total(purchase) / 100 * random.between(purchase, 5, 10, 80);
        out.moment(minutesLater).moment(closed).number(amount).unedited(placed, closed);
      }
    }
    out.endRow();
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case FINISHED, PAID -> "paid";
      case UNPAID -> "unpaid";
      case CANCELLED -> "cancelled";
      case EXPIRED -> "expired";
      case REFUNDED -> "refunded";
    };
  }

  /** Return when the order was placed: within the sales of its run, and before today. */
  private long placed(int purchase, int run, Outcome outcome) {
    long day;
    if (outcome == Outcome.UNPAID) {
      day = today - 1L;
    } else if (runs.state(run) == State.SALES_OPEN) {
      day = (long) today - random.between(purchase, 6, 8, 45);
    } else {
      day = (long) runs.endOfSales(run) - random.between(purchase, 6, 2, 45);
    }
    return moment(day, purchase, 7);
  }

  /** Buyers get all back before the run begins, later only what support grants. */
  private boolean refundedInFull(int purchase, int run) {
    return switch (runs.state(run)) {
      case CANCELLED, SALES_OPEN, SALES_CLOSED -> true;
      case FINISHED, RUNNING -> random.chance(purchase, 8, 70);
    };
  }

  private long refundedOn(int purchase, int run, long placedDay, boolean full) {
    long day =
        switch (runs.state(run)) {
          case CANCELLED -> runs.cancelledOn(run);
          case SALES_OPEN, SALES_CLOSED -> placedDay + 1;
          case FINISHED, RUNNING ->
              full
                  ? placedDay
                      + 1
                      + random.below(purchase, 9, (int) (runs.start(run) - placedDay) - 1)
                  : Math.min(today - 1L, runs.start(run) + random.below(purchase, 9, 14));
        };
    return moment(day, purchase, 10);
  }

  private long moment(long day, int purchase, int column) {
    return day * DAY + random.between(purchase, column, DAY_BEGINS, DAY_ENDS - 1);
  }
}
