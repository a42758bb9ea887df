package edu.platform.cli.seed;

import java.util.BitSet;

/**
 * All runs of all courses, in the order of their ids, and how many purchases of which outcome each
 * has. Kept in arrays, about 30 bytes a run, because dealing exact totals to runs of several states
 * needs to see them all; everything else about a run follows from its number.
 */
@SuppressWarnings("EnumOrdinal") // packed into bytes: there may be 100 million of them
final class RunPlan {

  /** Where a run stands on the day of seeding. */
  enum State {
    FINISHED,
    /** Called off before it began. */
    CANCELLED,
    RUNNING,
    /** Begins in a few days, sales are over. */
    SALES_CLOSED,
    SALES_OPEN
  }

  /** How a purchase ended, in the order in which a run's purchases are numbered. */
  enum Outcome {
    /** Paid, and the run is finished. */
    FINISHED,
    /** Paid, and the run is not finished. */
    PAID,
    UNPAID,
    CANCELLED,
    EXPIRED,
    REFUNDED
  }

  private static final State[] STATES = State.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  /** Percent of all purchases with each outcome, in the enum's order. */
  private static final int[] OUTCOME_PERCENTS = {70, 12, 3, 6, 5, 4};

  /** Below this count every course gets one finished run more, or nobody could graduate. */
  private static final int SMALL_COUNT = 20;

  private static final int FIRST_START = -730;
  private static final int LAST_START = 180;
  private static final int LAST_END_OF_FINISHED = -30;
  private static final int FIRST_OPEN_START = 14;
  private static final int SOLD_OUT_WEIGHT = 10;

  private final RowRandom random;
  private final Courses courses;
  private final int today;
  private final int[] courseOf;
  private final int[] startDay;
  private final byte[] state;
  private final byte[][] purchases = new byte[OUTCOMES.length][];
  private final int[] firstPurchase;
  private final int[] firstFinished;
  private final int[] firstRunOfCourse;
  private final BitSet soldOut = new BitSet();

  RunPlan(SeedSettings settings, Courses courses) {
    this.random = new RowRandom(settings.randomSeed(), "runs");
    this.courses = courses;
    this.today = (int) settings.asOf().toEpochDay();
    int count = settings.count();
    HarmonicWeights weights = new HarmonicWeights(count, count);
    boolean small = count < SMALL_COUNT;
    int runs = small ? 2 * count : count;
    this.courseOf = new int[runs];
    this.startDay = new int[runs];
    this.state = new byte[runs];
    this.firstRunOfCourse = new int[count + 1];
    int run = 0;
    for (int course = 1; course <= count; course++) {
      firstRunOfCourse[course - 1] = run;
      run = layOutRuns(course, run, weights.of(course) + (small ? 1 : 0), small);
    }
    firstRunOfCourse[count] = run;
    for (int outcome = 0; outcome < OUTCOMES.length; outcome++) {
      purchases[outcome] = new byte[runs];
    }
    dealPurchases(Shares.split(Math.multiplyExact(2, count), OUTCOME_PERCENTS));
    this.firstPurchase = new int[runs + 1];
    this.firstFinished = new int[runs + 1];
    for (int i = 0; i < runs; i++) {
      firstPurchase[i + 1] = firstPurchase[i] + sum(i);
      firstFinished[i + 1] = firstFinished[i] + purchases[Outcome.FINISHED.ordinal()][i];
    }
  }

  /** Choose the states and first days of one course's runs, earliest first. */
  private int layOutRuns(int course, int firstRun, int runs, boolean small) {
    int days = courses.runDays(course);
    int open = openRuns(course, runs);
    int past = runs - open;
    boolean mayBeRecent = past > 1 || (past == 1 && open == 0 && !small);
    State latest = mayBeRecent ? latestState(course, past) : State.FINISHED;
    int finished = latest == State.FINISHED ? past : past - 1;
    for (int i = 0; i < runs; i++) {
      int run = firstRun + i;
      courseOf[run] = course;
      if (i < finished) {
        set(run, State.FINISHED);
        startDay[run] = spread(run, i, finished, FIRST_START, LAST_END_OF_FINISHED - days);
      } else if (i < past) {
        set(run, latest);
        startDay[run] =
            latest == State.RUNNING
                ? -random.between(run, 1, 1, days)
                : random.between(run, 1, 0, 3);
      } else {
        set(run, State.SALES_OPEN);
        startDay[run] = spread(run, i - past, open, FIRST_OPEN_START, LAST_START);
      }
    }
    return firstRun + runs;
  }

  /** Every course on sale among the first fifth has an open run, the most popular ones several. */
  private int openRuns(int course, int runs) {
    if (!courses.onSale(course) || runs == 0) {
      return 0;
    }
    if (course <= Math.ceilDiv(courses.count(), 5)) {
      return Math.max(1, runs / 8);
    }
    return courses.count() >= SMALL_COUNT && random.chance(course, 2, 5) ? 1 : 0;
  }

  /** Some courses are being taught now, or begin any day. */
  private State latestState(int course, int past) {
    int percent = random.below(course, 3, 100);
    int running = past > 1 ? 30 : 12;
    if (percent < running) {
      return State.RUNNING;
    }
    return percent < running + 3 ? State.SALES_CLOSED : State.FINISHED;
  }

  /** Return a day in part {@code index} of {@code parts} of a range. */
  private int spread(int run, int index, int parts, int first, int last) {
    int from = first + (last - first) * index / parts;
    int to = first + (last - first) * (index + 1) / parts;
    return random.between(run, 1, from, Math.max(from, to));
  }

  private void dealPurchases(int[] totals) {
    int[] finished = runsIn(State.FINISHED);
    int[] open = runsIn(State.SALES_OPEN);
    deal(Outcome.FINISHED, totals, finished);
    for (int i = 0; i + 1 < finished.length; i += 2) {
      shift(Outcome.FINISHED, finished[i], finished[i + 1]);
    }
    dealPaid(totals[Outcome.PAID.ordinal()], open);
    deal(Outcome.UNPAID, totals, open);
    int[] all = new int[courseOf.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    deal(Outcome.CANCELLED, totals, all);
    deal(Outcome.EXPIRED, totals, all);
    deal(Outcome.REFUNDED, totals, all);
    for (int run : finished) {
      if (of(Outcome.FINISHED, run) == 0 && random.chance(run, 4, 15)) {
        set(run, State.CANCELLED);
      }
    }
    chooseSoldOut(open);
  }

  private int[] runsIn(State wanted) {
    int[] found = new int[state.length];
    int size = 0;
    for (int run = 0; run < state.length; run++) {
      if (state[run] == wanted.ordinal()) {
        found[size++] = run;
      }
    }
    return java.util.Arrays.copyOf(found, size);
  }

  /** Deal an outcome's total to runs, as evenly as can be, the remainder at random. */
  private void deal(Outcome outcome, int[] totals, int[] runs) {
    int total = totals[outcome.ordinal()];
    if (total == 0) {
      return;
    }
    Permutation order = random.permutation(runs.length, 10 + outcome.ordinal());
    for (int i = 0; i < runs.length; i++) {
      add(outcome, runs[i], Shares.even(total, runs.length, (int) order.apply(i)));
    }
  }

  /** Move some of one run's purchases to its neighbour, so that runs differ. */
  private void shift(Outcome outcome, int first, int second) {
    boolean forward = random.chance(first, 5, 50);
    int from = forward ? first : second;
    int to = forward ? second : first;
    int moved = random.below(first, 6, of(outcome, from) + 1);
    add(outcome, from, -moved);
    add(outcome, to, moved);
  }

  /** Deal the purchases of runs that are not finished: those that sell out get the most. */
  private void dealPaid(int total, int[] open) {
    EvenSelection chosen = new EvenSelection(open.length, wantedSoldOut(open));
    Permutation order = random.permutation(open.length, 7);
    long weights = 0;
    for (int i = 0; i < open.length; i++) {
      if (chosen.has((int) order.apply(i))) {
        soldOut.set(open[i]);
      }
    }
    for (int run = 0; run < state.length; run++) {
      weights += weight(run);
    }
    long weightSoFar = 0;
    for (int run = 0; run < state.length; run++) {
      long before = weightSoFar * total / weights;
      weightSoFar += weight(run);
      add(Outcome.PAID, run, (int) (weightSoFar * total / weights - before));
    }
  }

  private int weight(int run) {
    return switch (state(run)) {
      case FINISHED, CANCELLED -> 0;
      case RUNNING, SALES_CLOSED -> 1;
      case SALES_OPEN -> soldOut.get(run) ? SOLD_OUT_WEIGHT : 1;
    };
  }

  /** One in ten, and never all: something is always for sale. */
  private static int wantedSoldOut(int[] open) {
    return Math.min(Shares.percent(open.length, 10), open.length - 1);
  }

  /** Keep the choice where a run has sold at all; with few purchases others take its place. */
  private void chooseSoldOut(int[] open) {
    for (int run : open) {
      if (active(run) == 0) {
        soldOut.clear(run);
      }
    }
    int missing = wantedSoldOut(open) - soldOut.cardinality();
    for (int i = 0; i < open.length && missing > 0; i++) {
      if (!soldOut.get(open[i]) && active(open[i]) > 0) {
        soldOut.set(open[i]);
        missing--;
      }
    }
  }

  private void set(int run, State value) {
    state[run] = (byte) value.ordinal();
  }

  private void add(Outcome outcome, int run, int more) {
    byte[] counts = purchases[outcome.ordinal()];
    counts[run] = (byte) (counts[run] + more);
  }

  private int sum(int run) {
    int sum = 0;
    for (byte[] counts : purchases) {
      sum += counts[run];
    }
    return sum;
  }

  /** Return the number of runs; they are counted from 0 here, and from 1 as ids. */
  int runs() {
    return courseOf.length;
  }

  int course(int run) {
    return courseOf[run];
  }

  State state(int run) {
    return STATES[state[run]];
  }

  /** Return the number of purchases of a run with an outcome. */
  int of(Outcome outcome, int run) {
    return purchases[outcome.ordinal()][run];
  }

  /** Return how many places of a run are taken. */
  int active(int run) {
    return of(Outcome.FINISHED, run) + of(Outcome.PAID, run) + of(Outcome.UNPAID, run);
  }

  /** Return the first day of a run. */
  int start(int run) {
    return today + startDay[run];
  }

  /** Return the last day of sales. */
  int endOfSales(int run) {
    return state(run) == State.SALES_CLOSED ? today - 1 : start(run) - random.below(run, 8, 8);
  }

  /** Return the last day of a run. */
  int end(int run) {
    return start(run) + courses.runDays(course(run));
  }

  /** Return the places of a run. */
  int capacity(int run) {
    if (soldOut.get(run)) {
      return active(run);
    }
    boolean open = state(run) == State.SALES_OPEN;
    int free =
        !open
            ? random.below(run, 9, 13)
            : random.chance(run, 9, 15)
                ? random.between(run, 20, 1, 5)
                : random.between(run, 20, 6, 25);
    return Math.max(1, active(run) + free);
  }

  /** Return the day a run was called off. */
  int cancelledOn(int run) {
    return start(run) - 1;
  }

  /** Return the number of purchases of all runs before {@code run}. */
  int firstPurchase(int run) {
    return firstPurchase[run];
  }

  /** Return the run of a purchase; both are counted from 0. */
  int runOfPurchase(int purchase) {
    return last(firstPurchase, purchase);
  }

  /** Return how many purchases have the outcome {@link Outcome#FINISHED}. */
  int finished() {
    return firstFinished[runs()];
  }

  /** Return the purchase that is finished as number {@code index}, both counted from 0. */
  int finishedPurchase(int index) {
    int run = last(firstFinished, index);
    return firstPurchase[run] + (index - firstFinished[run]);
  }

  /** Return how many finished purchases the courses before {@code course} have. */
  int finishedBefore(int course) {
    return firstFinished[firstRunOfCourse[course - 1]];
  }

  /** Return the outcome of a purchase of a run, the purchases of the run counted from 0. */
  Outcome outcome(int run, int index) {
    int left = index;
    for (Outcome outcome : OUTCOMES) {
      left -= of(outcome, run);
      if (left < 0) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("run " + run + " has no purchase " + index);
  }

  /** Return the number of purchases of the courses before {@code course}. */
  int purchasesBefore(int course) {
    return firstPurchase[firstRunOfCourse[course - 1]];
  }

  /** Return the course of a purchase, which is counted from 0. */
  int courseOfPurchase(int purchase) {
    return courseOf[runOfPurchase(purchase)];
  }

  /** Return the last index whose value is at most {@code wanted}. */
  private static int last(int[] rising, int wanted) {
    int low = 0;
    int high = rising.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (rising[middle] <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
