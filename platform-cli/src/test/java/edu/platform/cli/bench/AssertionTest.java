package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionTest {
  private static final List<String> OPERATIONS = List.of("course", "report");

  /** Courses of 1 to 100 ms, ten reports of 1 s, one of which failed: 110 in 10 s. */
  private static RunResult result() {
    Recording recording = new Recording(2);
    OperationStats course = recording.operations().get(0);
    for (int i = 1; i <= 100; i++) {
      course.addAnswer(10);
      course.addCompletion();
      OperationStats.record(course.latency(), TimeUnit.MILLISECONDS.toNanos(i));
    }
    OperationStats report = recording.operations().get(1);
    for (int i = 0; i < 9; i++) {
      report.addAnswer(10);
      report.addCompletion();
      OperationStats.record(report.latency(), TimeUnit.SECONDS.toNanos(1));
    }
    report.addError(ErrorKind.STATUS, "status 500");
    return Results.closed(recording, 10);
  }

  @ParameterizedTest
  @CsvSource({
    "course.p50<51ms, true",
    "course.p50<50ms, false",
    "course.p50>49ms, true",
    "course.max<=101ms, true",
    "course.max<99ms, false",
    "course.min<2ms, true",
    "course.mean<51ms, true",
    "course.mean<50ms, false",
    "course.p99.9>=99ms, true",
    "p99<1s, false",
    "p99<PT1.1S, true",
    "p90 < 100ms, true",
    "errors<1%, true",
    "errors<0.5%, false",
    "errors=1, true",
    "errors=0, false",
    "errors<2, true",
    "course.errors=0, true",
    "report.errors<=10%, true",
    "report.errors<10%, false",
    "rate>=10.9, true",
    "rate>10.9, false",
    "rate>=11, false",
    "course.rate=10, true",
    "report.rate<1, true",
  })
  void anAssertionIsComparedWithTheResult(String text, boolean passed) {
    Assertion.Outcome outcome = Assertion.parse(text, OPERATIONS).check(result());

    assertThat(outcome.passed()).as(outcome.toString()).isEqualTo(passed);
    assertThat(outcome.assertion()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "report.p50<2s, 1000.",
    "errors<5%, 0.9091%",
    "errors<5, 1",
    "rate>1, 10.9/s",
  })
  void theOutcomeShowsWhatWasMeasured(String text, String measured) {
    assertThat(Assertion.parse(text, OPERATIONS).check(result()).measured()).startsWith(measured);
  }

  @Test
  void aLatencyOfNothingHoldsNoBound() {
    RunResult nothing = Results.closed(new Recording(2), 10);

    Assertion.Outcome outcome = Assertion.parse("p99<1h", OPERATIONS).check(nothing);

    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.measured()).isEqualTo("no answers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p99",
        "p99<",
        "<50ms",
        "p99<50",
        "p99<fast",
        "p99<-1ms",
        "p101<5ms",
        "p99.99999<5ms",
        "p<5ms",
        "q99<5ms",
        "p99!=5ms",
        "p99<5ms p50<1ms",
        "errors<x",
        "errors<%",
        "errors<-1",
        "rate>fast",
        "rate>5%",
        "rate>1e3",
        "user.p99<5ms",
        "course.<5ms",
        "P99<5ms"
      })
  void aMalformedAssertionIsRefusedAndQuoted(String text) {
    assertThatThrownBy(() -> Assertion.parse(text, OPERATIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void anUnknownOperationIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> Assertion.parse("user.p99<5ms", OPERATIONS))
        .hasMessageContaining("there is no operation 'user', only course, report");
  }
}
