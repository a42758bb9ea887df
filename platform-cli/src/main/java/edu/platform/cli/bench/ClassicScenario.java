package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code classic}: what the load client of the old project sent to its three routes. Each user
 * reads a course and a user every 50 to 200 ms, with ids of 1 to 1000, and every 3 to 4 s a report
 * with a limit of 1 to 1000, of which 30% repeat one of the last ten limits. At a given rate nobody
 * thinks, and a report comes every 24 to 32 rounds: as many as 3 to 4 s hold.
 */
public final class ClassicScenario implements Scenario {
  static final int LARGEST_ID = 1000;
  static final int LARGEST_LIMIT = 1000;

  private static final String COURSE_PATH = "/v1/course/getcourse";
  private static final String USER_PATH = "/v1/user/getuser";
  private static final String REPORT_PATH = "/v1/report/get-top-courses-report";

  private static final int COURSE = 0;
  private static final int USER = 1;
  private static final int REPORT = 2;

  private static final byte[] ID = "\"id\"".getBytes(US_ASCII);
  private static final byte[] ACCOUNT_ID = "\"account_id\"".getBytes(US_ASCII);
  private static final byte[] AVERAGE_RATING = "\"average_rating\"".getBytes(US_ASCII);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] OPEN_ID = "{\"id\":".getBytes(US_ASCII);
  private static final byte[] OPEN_LIMIT = "{\"limit_number\":".getBytes(US_ASCII);
  private static final byte[] CLOSE = {'}'};

  private static final long MIN_REPORT_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long MAX_REPORT_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final int MIN_REPORT_ROUNDS = 24;
  private static final int MAX_REPORT_ROUNDS = 32;

  private final Target target;
  private final byte[] courseHead;
  private final byte[] userHead;
  private final byte[] reportHead;

  /**
   * Make the scenario.
   *
   * @param target the platform's base URL, without a path
   * @throws IllegalArgumentException if it has a path
   */
  public ClassicScenario(Target target) {
    if (!target.path().equals("/")) {
      throw new IllegalArgumentException(
          "'" + target.url() + "' has a path: scenario classic knows its own, give only the host");
    }
    this.target = target;
    courseHead = headFor(COURSE_PATH);
    userHead = headFor(USER_PATH);
    reportHead = headFor(REPORT_PATH);
  }

  private byte[] headFor(String path) {
    byte[] head = target.head("GET", path);
    byte[] more = "Content-Type: application/json\r\nContent-Length: ".getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + more.length);
    System.arraycopy(more, 0, all, head.length, more.length);
    return all;
  }

  @Override
  public String name() {
    return "classic";
  }

  @Override
  public List<String> operations() {
    return List.of("course", "user", "report");
  }

  @Override
  public ThinkTime thinkTime() {
    return new ThinkTime(Duration.ofMillis(50), Duration.ofMillis(200));
  }

  @Override
  public List<String> prepare(Probe probe) {
    int health = probe.get("/healthz").status();
    if (health != 200) {
      throw probe.unavailable(target.url() + "/healthz answers " + health + ", expected 200");
    }
    List<String> notices = new ArrayList<>();
    for (String path : List.of(COURSE_PATH, USER_PATH)) {
      int status = probe.get(path, "{\"id\":" + LARGEST_ID + "}").status();
      switch (status) {
        case 200 -> {}
        case 404 ->
            notices.add(
                path
                    + " has no id "
                    + LARGEST_ID
                    + ": answers of 404 will count as errors; seed 1000 rows or more.");
        case 401, 403 ->
            throw new UnavailableException(
                path + " answers " + status + " to clients without a token",
                "Start the platform with LEGACY_USER_ROUTE_ENABLED=true.");
        default ->
            throw probe.unavailable(
                target.url()
                    + path
                    + " answers "
                    + status
                    + ", expected 200: is it the platform,"
                    + " with LEGACY_API_ENABLED?");
      }
    }
    return notices;
  }

  @Override
  public VirtualUser newUser(long seed, boolean paced) {
    return new User(new SplittableRandom(seed), paced);
  }

  private final class User implements VirtualUser {
    private final SplittableRandom random;
    private final boolean paced;
    private final RecentLimits limits;
    private int last = USER;
    private int asked;
    private long reportDueNanos;
    private int roundsToReport;

    User(SplittableRandom random, boolean paced) {
      this.random = random;
      this.paced = paced;
      limits = new RecentLimits(random);
      // Anywhere in the first period, so that users who start together don't report together.
      reportDueNanos = random.nextLong(MAX_REPORT_NANOS + 1);
      roundsToReport = random.nextInt(MAX_REPORT_ROUNDS) + 1;
    }

    @Override
    public boolean thinksBeforeNext() {
      return last == USER;
    }

    @Override
    public void writeNext(Request request, long nowNanos) {
      last =
          switch (last) {
            case USER -> isReportDue(nowNanos) ? REPORT : COURSE;
            case COURSE -> USER;
            default -> COURSE;
          };
      request.begin(last);
      switch (last) {
        case COURSE -> write(request, courseHead, OPEN_ID, random.nextInt(LARGEST_ID) + 1);
        case USER -> write(request, userHead, OPEN_ID, random.nextInt(LARGEST_ID) + 1);
        default -> write(request, reportHead, OPEN_LIMIT, limits.draw());
      }
    }

    private void write(Request request, byte[] head, byte[] openBody, int number) {
      asked = number;
      request
          .append(head)
          .append(openBody.length + Request.digits(number) + CLOSE.length)
          .append(END_OF_HEAD)
          .append(openBody)
          .append(number)
          .append(CLOSE);
    }

    private boolean isReportDue(long nowNanos) {
      if (paced) {
        if (nowNanos < reportDueNanos) {
          return false;
        }
        reportDueNanos = nowNanos + random.nextLong(MIN_REPORT_NANOS, MAX_REPORT_NANOS + 1);
        return true;
      }
      if (--roundsToReport > 0) {
        return false;
      }
      roundsToReport = random.nextInt(MIN_REPORT_ROUNDS, MAX_REPORT_ROUNDS + 1);
      return true;
    }

    @Override
    public Check check(Answer answer) {
      if (answer.status() != 200) {
        return Check.WRONG_STATUS;
      }
      boolean asExpected =
          switch (last) {
            case COURSE -> answer.isEnclosedBy('{', '}') && answer.hasMember(ID, asked);
            case USER -> answer.isEnclosedBy('{', '}') && answer.hasMember(ACCOUNT_ID, asked);
            default -> isReport(answer);
          };
      return asExpected ? Check.OK : Check.WRONG_BODY;
    }

    private boolean isReport(Answer answer) {
      int rows = answer.isEnclosedBy('[', ']') ? answer.count(AVERAGE_RATING) : 0;
      return rows >= 1 && rows <= asked;
    }
  }

  /** Draws limits of reports: 30% are one of the last ten new ones. */
  static final class RecentLimits {
    private static final int REPEATED_PERCENT = 30;

    private final SplittableRandom random;
    private final int[] recent = new int[10];
    private int drawn;

    RecentLimits(SplittableRandom random) {
      this.random = random;
    }

    int draw() {
      if (drawn > 0 && random.nextInt(100) < REPEATED_PERCENT) {
        return recent[random.nextInt(Math.min(drawn, recent.length))];
      }
      int limit = random.nextInt(LARGEST_LIMIT) + 1;
      recent[drawn++ % recent.length] = limit;
      return limit;
    }
  }
}
