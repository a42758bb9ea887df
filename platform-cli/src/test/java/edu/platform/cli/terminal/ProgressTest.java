package edu.platform.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Terminal TERMINAL = new Terminal(true, true, true);

  private final StringWriter err = new StringWriter();
  private final AtomicLong clock = new AtomicLong(1_000);

  @Test
  void withoutATerminalEachStepGetsALineWhenItIsDone() {
    work(progress(ProgressMode.AUTO, Terminal.NONE));

    assertThat(err.toString().lines())
        .containsExactly("migrating: 0.3 s", "course: 1000 rows, 2.0 s");
  }

  @Test
  void onATerminalABarIsDrawnAndReplacedByTheSameLines() {
    work(progress(ProgressMode.AUTO, TERMINAL));

    assertThat(err.toString())
        .contains("\r\u001b[Kcourse [############............]  50% of 1000 rows")
        .endsWith("\r\u001b[Kcourse: 1000 rows, 2.0 s" + System.lineSeparator());
  }

  @Test
  void stepsBesideEachOtherAreBarsBelowEachOtherWithRateAndTimeLeft() {
    Progress progress = progress(ProgressMode.AUTO, TERMINAL);
    Progress.Step users = progress.open("users", "rows");
    Progress.Step courses = progress.open("course", "rows");
    pass(Duration.ofSeconds(1));

    users.update(250, 1000);

    assertThat(err.toString())
        .endsWith(
            "\r\u001b[1A\u001b[J"
                + "users                    [##......]  25% of 1000 rows, 250/s, 3 s left"
                + System.lineSeparator()
                + "course …");

    pass(Duration.ofSeconds(1));
    users.finish(1001);

    assertThat(err.toString())
        .endsWith(
            "\r\u001b[1A\u001b[Jusers: 1001 rows, 2.0 s, 500 rows/s"
                + System.lineSeparator()
                + "course …");

    courses.finish(10);
    assertThat(err.toString())
        .endsWith("\r\u001b[Kcourse: 10 rows, 2.0 s, 5 rows/s" + System.lineSeparator());
  }

  @Test
  void stepsBesideEachOtherFitIntoEightyColumns() {
    Progress progress = progress(ProgressMode.BAR, TERMINAL);
    Progress.Step step = progress.open("course_topic_association", "rows");
    pass(Duration.ofSeconds(1));

    step.update(123_456, 2_000_000);

    assertThat(err.toString().substring(err.toString().lastIndexOf("\u001b[K") + 3))
        .startsWith("course_topic_association [")
        .endsWith("123456/s, 16 s left")
        .hasSizeLessThan(80);
  }

  @Test
  void stepsBesideEachOtherAreLinesOfTheirOwnForPrograms() {
    Progress progress = progress(ProgressMode.JSON, Terminal.NONE);
    Progress.Step users = progress.open("users", "rows");
    Progress.Step courses = progress.open("course", "rows");
    pass(Duration.ofSeconds(1));
    users.update(1, 2);
    courses.update(1, 2);

    users.finish(2);

    assertThat(err.toString().lines().map(line -> line.replaceAll(",\"total.*", "")))
        .containsExactly(
            "{\"step\":\"users\",\"done\":0",
            "{\"step\":\"course\",\"done\":0",
            "{\"step\":\"users\",\"done\":1",
            "{\"step\":\"course\",\"done\":1",
            "{\"step\":\"users\",\"done\":2");
  }

  @Test
  void aFailedStepLeavesACleanLine() {
    Progress progress = progress(ProgressMode.BAR, TERMINAL);
    progress.begin("migrating");

    progress.close();

    assertThat(err.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void programsReadJsonLines() {
    work(progress(ProgressMode.JSON, TERMINAL));

    assertThat(err.toString().lines())
        .hasSize(6)
        .contains(
            "{\"step\":\"course\",\"done\":500,\"total\":1000,\"unit\":\"rows\",\"elapsed_ms\":1000,"
                + "\"finished\":false}")
        .last()
        .asString()
        .endsWith("\"elapsed_ms\":2000,\"finished\":true}");
  }

  @Test
  void drawingIsRare() {
    Progress progress = progress(ProgressMode.JSON, Terminal.NONE);
    progress.begin("course", 1_000, "rows");

    for (int i = 0; i < 1_000; i++) {
      pass(Duration.ofMillis(1));
      progress.advance(1);
    }

    assertThat(err.toString().lines()).hasSize(1 + 5);
  }

  @Test
  void noneMeansNone() {
    work(progress(ProgressMode.NONE, TERMINAL));

    assertThat(err.toString()).isEmpty();
  }

  private void work(Progress progress) {
    progress.begin("migrating");
    pass(Duration.ofMillis(300));
    progress.begin("course", 1_000, "rows");
    pass(Duration.ofSeconds(1));
    progress.advance(500);
    pass(Duration.ofSeconds(1));
    progress.advance(500);
    progress.finish();
    progress.close();
  }

  private Progress progress(ProgressMode mode, Terminal terminal) {
    return new Progress(new PrintWriter(err), mode, terminal, clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
