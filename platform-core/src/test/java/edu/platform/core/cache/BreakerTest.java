package edu.platform.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Breaker breaker = new Breaker(nanos::get);

  @Test
  void isOpenUntilSomebodyClosesIt() {
    assertThat(breaker.isClosed()).isFalse();

    breaker.close();

    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void opensAtTheFirstFaultAndSaysSoOnce() {
    breaker.close();
    int session = breaker.session();

    assertThat(breaker.fault(session)).isTrue();
    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.fault(session)).isFalse();
    assertThat(breaker.fault(breaker.session())).isFalse();
  }

  @Test
  void aFaultOfAnEarlierSessionIsNotThisOnes() {
    breaker.close();
    int earlier = breaker.session();
    breaker.fault(earlier);
    breaker.close();

    assertThat(breaker.fault(earlier)).isFalse();
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void anOutageBeginsWhenRedisWasLastAlive() {
    breaker.close();
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    breaker.alive(breaker.session());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    breaker.fault(breaker.session());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    breaker.fault(breaker.session());

    assertThat(breaker.outage()).isEqualTo(Duration.ofSeconds(3));

    breaker.close();

    assertThat(breaker.outage()).isZero();
  }

  @Test
  void anOpenBreakerIsNotAlive() {
    breaker.close();
    int session = breaker.session();
    breaker.fault(session);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    breaker.alive(session);
    breaker.alive(breaker.session());

    assertThat(breaker.outage()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anOutageFromTheStartBeginsWithItsFirstFault() {
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    breaker.fault(breaker.session());
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    breaker.fault(breaker.session());

    assertThat(breaker.outage()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aStartWithoutAFaultIsNoOutage() {
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(breaker.outage()).isZero();
  }
}
