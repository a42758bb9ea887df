package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/**
 * {@code url}: every request is a GET of the target's own URL, for comparing with other load
 * generators. A page that answers the same twice must do so in the whole run; of one that changes
 * only the status is checked.
 */
public final class UrlScenario implements Scenario {
  private static final byte[] END_OF_HEAD = "\r\n".getBytes(US_ASCII);

  private final Target target;
  private final byte[] request;
  private boolean unchanging;
  private byte[] expectedBody = {};

  /**
   * Make the scenario.
   *
   * @param target with the path to ask for
   */
  public UrlScenario(Target target) {
    this.target = target;
    byte[] head = target.head("GET", target.path());
    request = Arrays.copyOf(head, head.length + END_OF_HEAD.length);
    System.arraycopy(END_OF_HEAD, 0, request, head.length, END_OF_HEAD.length);
  }

  @Override
  public String name() {
    return "url";
  }

  @Override
  public List<String> operations() {
    return List.of("get");
  }

  @Override
  public ThinkTime thinkTime() {
    return ThinkTime.NONE;
  }

  @Override
  public List<String> prepare(Probe probe) {
    Probe.Reply first = probe.get(target.path());
    if (!isExpected(first.status())) {
      throw new UnavailableException(
          target.url() + " answers " + first.status() + ", expected 200 to 399",
          "Give the URL of a page that is there: --target http://host:port/path.");
    }
    expectedBody = first.body();
    unchanging = Arrays.equals(expectedBody, probe.get(target.path()).body());
    return unchanging
        ? List.of()
        : List.of("The page answers differently each time: only its status is checked.");
  }

  @Override
  public VirtualUser newUser(long seed, boolean paced) {
    return new User();
  }

  private static boolean isExpected(int status) {
    return status >= 200 && status < 400;
  }

  private final class User implements VirtualUser {
    @Override
    public boolean thinksBeforeNext() {
      return true;
    }

    @Override
    public void writeNext(Request next, long nowNanos) {
      next.begin(0).append(request);
      if (!unchanging) {
        next.ignoreBody();
      }
    }

    @Override
    public Check check(Answer answer) {
      if (!isExpected(answer.status())) {
        return Check.WRONG_STATUS;
      }
      boolean asExpected =
          !unchanging
              || Arrays.equals(
                  answer.body(),
                  answer.bodyOffset(),
                  answer.bodyOffset() + answer.bodyLength(),
                  expectedBody,
                  0,
                  expectedBody.length);
      return asExpected ? Check.OK : Check.WRONG_BODY;
    }
  }
}
