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
