package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Plans of short runs without a warm-up. */
final class Plans {
  private Plans() {}

  static LoadPlan closed(Target target, Scenario scenario, int connections, Duration duration) {
    return plan(
        target, scenario, new LoadModel.Closed(scenario.thinkTime()), connections, 1, duration);
  }

  static LoadPlan open(
      Target target, Scenario scenario, double rate, int connections, Duration duration) {
    return plan(
        target,
        scenario,
        new LoadModel.Open(List.of(new Stage(duration, rate)), false),
        connections,
        1,
        duration);
  }

  static LoadPlan plan(
      Target target,
      Scenario scenario,
      LoadModel model,
      int connections,
      int threads,
      Duration duration) {
    return new LoadPlan(
        target,
        scenario,
        model,
        connections,
        threads,
        Duration.ZERO,
        duration,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        1);
  }

  static LoadPlan withTimeout(LoadPlan plan, Duration timeout) {
    return with(plan, plan.warmup(), timeout);
  }

  static LoadPlan withWarmup(LoadPlan plan, Duration warmup) {
    return with(plan, warmup, plan.timeout());
  }

  private static LoadPlan with(LoadPlan plan, Duration warmup, Duration timeout) {
    return new LoadPlan(
        plan.target(),
        plan.scenario(),
        plan.model(),
        plan.connections(),
        plan.threads(),
        warmup,
        plan.duration(),
        timeout,
        timeout,
        plan.seed());
  }

  /** A scenario of one request whose answers are checked by a function. */
  static Scenario always(Target target, String method, Function<Answer, VirtualUser.Check> check) {
    byte[] head = target.head(method, "/");
    byte[] bytes = Arrays.copyOf(head, head.length + 2);
    bytes[head.length] = '\r';
    bytes[head.length + 1] = '\n';
    return always(bytes, method.equals("HEAD"), check);
  }

  /** A scenario of one request, given in bytes, that expects the status 200 and this body. */
  static Scenario sending(byte[] request, String body) {
    return always(request, false, expecting(body));
  }

  private static Scenario always(
      byte[] bytes, boolean head, Function<Answer, VirtualUser.Check> check) {
    return new Scenario() {
      @Override
      public String name() {
        return "always";
      }

      @Override
      public List<String> operations() {
        return List.of("ask");
      }

      @Override
      public ThinkTime thinkTime() {
        return ThinkTime.NONE;
      }

      @Override
      public List<String> prepare(Probe probe) {
        return List.of();
      }

      @Override
      public VirtualUser newUser(long seed, boolean paced) {
        return new VirtualUser() {
          @Override
          public boolean thinksBeforeNext() {
            return false;
          }

          @Override
          public void writeNext(Request request, long nowNanos) {
            request.begin(0).append(bytes);
            if (head) {
              request.head();
            }
          }

          @Override
          public Check check(Answer answer) {
            return check.apply(answer);
          }
        };
      }
    };
  }

  /** A scenario that expects the status 200 and this body. */
  static Scenario expecting(Target target, String body) {
    return always(target, "GET", expecting(body));
  }

  private static Function<Answer, VirtualUser.Check> expecting(String body) {
    return answer ->
        answer.status() != 200
            ? VirtualUser.Check.WRONG_STATUS
            : text(answer).equals(body) ? VirtualUser.Check.OK : VirtualUser.Check.WRONG_BODY;
  }

  static String text(Answer answer) {
    return new String(answer.body(), answer.bodyOffset(), answer.bodyLength(), US_ASCII);
  }

  static RunResult run(LoadPlan plan) throws InterruptedException {
    return new LoadRun(plan).run(_ -> {});
  }
}
