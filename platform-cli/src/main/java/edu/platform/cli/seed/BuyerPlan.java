package edu.platform.cli.seed;

import java.util.Arrays;

/**
 * Who bought what. Buyers buy 1 to 20 times each, by a truncated Zipf; each of their purchases is
 * of another course, so that whoever passes a course does so once. Dealt at random, then mended by
 * swapping where a buyer met a course twice: one int a purchase.
 */
final class BuyerPlan {

  private static final int MOST_PURCHASES = 20;
  private static final int MOST_UNPAID = 4;

  /** The first buyers are always customers. */
  private static final int PLAIN_CUSTOMERS = 8;

  private final RowRandom random;
  private final RunPlan runs;
  private final People people;
  private final int count;
  private final int buyers;
  private final int[] buyerOf;
  private final byte[] unpaid;
  private final Permutation accountOrder;

  BuyerPlan(SeedSettings settings, RunPlan runs, People people) {
    this.random = new RowRandom(settings.randomSeed(), "buyers");
    this.runs = runs;
    this.people = people;
    this.count = settings.count();
    // With few customers some teachers buy too, or nobody could be found for the last purchases.
    this.buyers = count + Math.min(count, 4);
    this.buyerOf = new int[runs.firstPurchase(runs.runs())];
    this.unpaid = new byte[buyers];
    this.accountOrder = random.permutation(buyers, 1);
    deal(purchasesPerBuyer());
    mend();
  }

  /** Return the account that made a purchase, which is counted from 0. */
  int user(int purchase) {
    return account(buyerOf[purchase]);
  }

  /**
   * Return how many buyers buy how often: index k holds the number of those who buy k times. The
   * exponent is the one whose mean gives the number of purchases.
   */
  private int[] purchasesPerBuyer() {
    int most = Math.clamp(count / 5, 2, MOST_PURCHASES);
    double mean = (double) buyerOf.length / buyers;
    double low = -8;
    double high = 60;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (Zipf.mean(most, middle) > mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    int[] numbers = new int[most + 1];
    double[] upTo = Zipf.cumulative(most, high);
    int given = 0;
    int purchases = 0;
    for (int k = 1; k <= most; k++) {
      numbers[k] = (int) Math.round(upTo[k] * buyers) - given;
      given += numbers[k];
      purchases += k * numbers[k];
    }
    for (; purchases < buyerOf.length; purchases++) {
      move(numbers, 1, most - 1, 1);
    }
    for (; purchases > buyerOf.length; purchases--) {
      move(numbers, 2, most, -1);
    }
    return numbers;
  }

  /**
   * Let one of the buyers who buy between {@code from} and {@code to} times buy once more or less.
   */
  private static void move(int[] numbers, int from, int to, int step) {
    for (int k = from; k <= to; k++) {
      if (numbers[k] > 0) {
        numbers[k]--;
        numbers[k + step]++;
        return;
      }
    }
    throw new IllegalStateException("nobody to move in " + Arrays.toString(numbers));
  }

  private void deal(int[] numbers) {
    Permutation order = random.permutation(buyerOf.length, 2);
    int buyer = 0;
    int place = 0;
    for (int k = numbers.length - 1; k >= 1; k--) {
      for (int i = 0; i < numbers[k]; i++) {
        for (int j = 0; j < k; j++) {
          int purchase = (int) order.apply(place++);
          buyerOf[purchase] = buyer;
          unpaid[buyer] = (byte) (unpaid[buyer] + unpaidWeight(purchase));
        }
        buyer++;
      }
    }
  }

  private void mend() {
    for (int course = 1; course <= count; course++) {
      int first = runs.purchasesBefore(course);
      int end = runs.purchasesBefore(course + 1);
      for (int purchase = first; purchase < end; purchase++) {
        if (contains(first, purchase, -1, buyerOf[purchase])
            || (unpaidWeight(purchase) == 1 && unpaid[buyerOf[purchase]] > MOST_UNPAID)) {
          swapAway(purchase, first, end);
        }
      }
    }
  }

  /** Exchange the buyer of a purchase with that of another one which both fit. */
  private void swapAway(int purchase, int first, int end) {
    int total = buyerOf.length;
    int start = random.below(purchase, 3, total);
    for (int i = 0; i < total; i++) {
      int other = (start + i) % total;
      if ((other < first || other >= end) && swap(purchase, first, end, other)) {
        return;
      }
    }
    throw new IllegalStateException("no buyer found for purchase " + purchase);
  }

  private boolean swap(int purchase, int first, int end, int other) {
    int buyer = buyerOf[purchase];
    int otherBuyer = buyerOf[other];
    int otherCourse = runs.courseOfPurchase(other);
    int moved = unpaidWeight(purchase) - unpaidWeight(other);
    boolean fits =
        !contains(first, end, purchase, otherBuyer)
            && !contains(
                runs.purchasesBefore(otherCourse),
                runs.purchasesBefore(otherCourse + 1),
                other,
                buyer)
            && unpaid[otherBuyer] + moved <= MOST_UNPAID
            && unpaid[buyer] - moved <= MOST_UNPAID;
    if (fits) {
      buyerOf[purchase] = otherBuyer;
      buyerOf[other] = buyer;
      unpaid[otherBuyer] = (byte) (unpaid[otherBuyer] + moved);
      unpaid[buyer] = (byte) (unpaid[buyer] - moved);
    }
    return fits;
  }

  private boolean contains(int from, int to, int except, int buyer) {
    for (int i = from; i < to; i++) {
      if (buyerOf[i] == buyer && i != except) {
        return true;
      }
    }
    return false;
  }

  private int unpaidWeight(int purchase) {
    int run = runs.runOfPurchase(purchase);
    return runs.outcome(run, purchase - runs.firstPurchase(run)) == RunPlan.Outcome.UNPAID ? 1 : 0;
  }

  /** The busiest buyer is account 1, the demo student; a few buyers work here. */
  private int account(int buyer) {
    long place = accountOrder.apply(buyer);
    long first = accountOrder.apply(0);
    int index = (int) (buyer == 0 ? 0 : place == 0 ? first : place);
    if (index >= count) {
      return count + 1 + (index - count);
    }
    if (index >= PLAIN_CUSTOMERS) {
      if (random.chance(index, 4, 2)) {
        return count + 1 + index;
      }
      if (index < people.office() && random.chance(index, 5, 20)) {
        return people.officeUser(index);
      }
    }
    return index + 1;
  }
}
