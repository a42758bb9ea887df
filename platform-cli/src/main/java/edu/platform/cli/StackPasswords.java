package edu.platform.cli;

import edu.platform.cli.config.Settings;
import java.util.List;

/** Passwords of the stack that everybody can read in {@code .env.example}. */
final class StackPasswords {

  private static final String PUBLISHED = "change-me-";

  private StackPasswords() {}

  /** The settings whose value is the published one. */
  static List<String> published(Settings settings) {
    return settings.names(
        name ->
            name.matches(".*_(PASS|PASSWORD)")
                && settings.get(name).filter(value -> value.startsWith(PUBLISHED)).isPresent());
  }
}
