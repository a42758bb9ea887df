package edu.platform.cli.terminal;

import java.util.Map;

/**
 * What the streams are connected to. Java cannot tell for a single stream: the launcher looks and
 * says so by system properties.
 *
 * @param stdout whether standard output is a terminal
 * @param stderr whether standard error is a terminal
 * @param colours whether the user accepts colours ({@code NO_COLOR} is not set)
 */
public record Terminal(boolean stdout, boolean stderr, boolean colours) {

  /** No terminal at all, as in tests and pipes. */
  public static final Terminal NONE = new Terminal(false, false, false);

  /**
   * Ask the launcher's properties {@code edu.stdout.terminal} and {@code edu.stderr.terminal}.
   *
   * @param environment where {@code NO_COLOR} and {@code TERM} are looked up
   * @return what the streams are
   */
  public static Terminal detect(Map<String, String> environment) {
    boolean colours =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        Boolean.getBoolean("edu.stdout.terminal"),
        Boolean.getBoolean("edu.stderr.terminal"),
        colours);
  }
}
