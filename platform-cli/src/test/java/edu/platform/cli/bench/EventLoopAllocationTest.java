package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load generator that makes garbage measures its own collector. */
@Timeout(60)
class EventLoopAllocationTest {
  private static final int BEFORE = 5_000;
  private static final int COUNTED = 20_000;

  /** Bytes that the loop's thread has allocated between two of a user's requests. */
  private final class CountingUser implements VirtualUser {
    private final VirtualUser user;
    private int written;
    private long allocated;

    CountingUser(VirtualUser user) {
      this.user = user;
    }

    @Override
    public boolean thinksBeforeNext() {
      return user.thinksBeforeNext();
    }

    @Override
    public void writeNext(Request request, long nowNanos) {
      if (written == BEFORE) {
        allocated = allocatedBytes();
      } else if (written == BEFORE + COUNTED) {
        allocated = allocatedBytes() - allocated;
        run.get().stop();
      }
      written++;
      user.writeNext(request, nowNanos);
    }

    @Override
    public Check check(Answer answer) {
      return user.check(answer);
    }
  }

  private final AtomicReference<LoadRun> run = new AtomicReference<>();
  private final AtomicReference<CountingUser> counted = new AtomicReference<>();

  @Test
  void aRequestAllocatesNothing() throws Exception {
    TestServer.Responder responder =
        exchange -> {
          String number = exchange.body().replaceAll("\\D", "");
          exchange.ok(
              exchange.head().contains("report")
                  ? "[{\"average_rating\":4.5}]"
                  : "{\"account_id\":" + number + ",\"id\":" + number + "}");
        };
    try (TestServer server = new TestServer(responder)) {
      ClassicScenario classic = new ClassicScenario(server.target());
      Scenario scenario = new CountingScenario(classic);
      run.set(
          new LoadRun(
              Plans.plan(
                  server.target(),
                  scenario,
                  new LoadModel.Closed(ThinkTime.NONE),
                  1,
                  1,
                  Duration.ofSeconds(50))));

      RunResult result = run.get().run(_ -> {});

      assertThat(result.recording().total().errors()).isZero();
      assertThat(counted.get().written).isGreaterThan(BEFORE + COUNTED);
      // Once a second the loop hands over what it has recorded and takes new histograms; they were
      // 16 bytes a request when this was written. An answer that were kept would be hundreds.
      assertThat(counted.get().allocated / (double) COUNTED).isLessThan(48);
    }
  }

  /** Asked for by name: the type with this method is in a module that only this test would need. */
  private static long allocatedBytes() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "getThreadAllocatedBytes",
                  new Object[] {Thread.currentThread().threadId()},
                  new String[] {"long"});
    } catch (JMException failure) {
      throw new IllegalStateException("this JVM does not count allocated bytes", failure);
    }
  }

  private final class CountingScenario implements Scenario {
    private final Scenario scenario;

    CountingScenario(Scenario scenario) {
      this.scenario = scenario;
    }

    @Override
    public String name() {
      return scenario.name();
    }

    @Override
    public List<String> operations() {
      return scenario.operations();
    }

    @Override
    public ThinkTime thinkTime() {
      return scenario.thinkTime();
    }

    @Override
    public List<String> prepare(Probe probe) {
      return scenario.prepare(probe);
    }

    @Override
    public VirtualUser newUser(long seed, boolean paced) {
      counted.set(new CountingUser(scenario.newUser(seed, paced)));
      return counted.get();
    }
  }
}
