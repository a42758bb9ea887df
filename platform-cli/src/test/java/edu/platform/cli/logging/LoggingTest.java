package edu.platform.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {

  private static final System.Logger OURS = System.getLogger("edu.platform.core.Sample");
  private static final System.Logger LIBRARY = System.getLogger("org.example.Sample");

  private final StringWriter err = new StringWriter();

  @AfterEach
  void restore() throws java.io.IOException {
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void peopleGetALine() {
    Logging.configure("info", "edu", new PrintWriter(err), true);

    OURS.log(System.Logger.Level.WARNING, "Redis is {0}", "away");

    assertThat(err.toString())
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} warn  Sample: Redis is away\\R");
  }

  @Test
  void programsGetJson() {
    Logging.configure("info", "edu", new PrintWriter(err), false);

    OURS.log(System.Logger.Level.ERROR, "say \"no\"", new IllegalStateException("because"));

    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .matches(
            "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"app\":\"edu\",\"level\":\"error\",.*")
        .contains(
            "\"logger\":\"edu.platform.core.Sample\",\"message\":\"say \\\"no\\\"\"",
            "\"error\":\"java.lang.IllegalStateException: because\\n");
  }

  @Test
  void librariesKeepTheirDetailsUntilTraceIsAskedFor() {
    Logging.configure("debug", "edu", new PrintWriter(err), true);
    OURS.log(System.Logger.Level.DEBUG, "ours");
    LIBRARY.log(System.Logger.Level.DEBUG, "library's");

    assertThat(err.toString()).contains("debug Sample: ours").doesNotContain("library's");

    Logging.configure("trace", "edu", new PrintWriter(err), true);
    LIBRARY.log(System.Logger.Level.DEBUG, "library's");

    assertThat(err.toString()).contains("library's");
  }

  @Test
  void offMeansOff() {
    Logging.configure("off", "edu", new PrintWriter(err), true);

    OURS.log(System.Logger.Level.ERROR, "lost");

    assertThat(err.toString()).isEmpty();
  }
}
