package edu.platform.cli.seed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The languages that seeded names and texts exist in. */
public enum SeedLocale {
  /** Russian. */
  RU("ru", "+79"),
  /** English. */
  EN("en", "+1555");

  private final String code;
  private final String phonePrefix;

  SeedLocale(String code, String phonePrefix) {
    this.code = code;
    this.phonePrefix = phonePrefix;
  }

  /**
   * Return the language's code.
   *
   * @return ISO 639-1, lower case
   */
  public String code() {
    return code;
  }

  /**
   * Find a language by its code.
   *
   * @param code in any case
   * @return the language, or empty if there are no texts in it
   */
  public static Optional<SeedLocale> of(String code) {
    return Arrays.stream(values()).filter(l -> l.code.equalsIgnoreCase(code)).findFirst();
  }

  /**
   * Return all codes for a message.
   *
   * @return such as {@code ru, en}
   */
  public static String codes() {
    return Arrays.stream(values()).map(SeedLocale::code).collect(Collectors.joining(", "));
  }

  Locale locale() {
    return Locale.of(code);
  }

  /** How phone numbers begin; digits follow up to the length of the country's numbers. */
  String phonePrefix() {
    return phonePrefix;
  }
}
