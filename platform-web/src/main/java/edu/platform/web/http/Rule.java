package edu.platform.web.http;

import java.util.Optional;

/**
 * What a member of a JSON body may hold.
 *
 * @param <T> what it is read as
 */
@FunctionalInterface
public interface Rule<T> {

  /**
   * Read a member.
   *
   * @param value text, {@code Long}, {@code BigDecimal}, {@code Boolean}, list or map by name;
   *     never {@code null}
   * @return what it stands for
   * @throws Malformed if it is of another type
   * @throws Invalid if it breaks the rule
   */
  T read(Object value);

  /** A value of a wrong JSON type: 400. */
  final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Say what was expected.
     *
     * @param detail such as {@code must be a text}
     */
    public Malformed(String detail) {
      super(detail, null, false, false);
    }
  }

  /** A value of the right type that is out of range or badly formed: 422. */
  final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Say what was expected and what was found.
     *
     * @param detail such as {@code must have 1..100 characters, not 101}
     */
    public Invalid(String detail) {
      this("", detail);
    }

    /**
     * Say so with a code of its own.
     *
     * @param code stable, lower case
     * @param detail what was expected and what was found
     */
    public Invalid(String code, String detail) {
      super(detail, null, false, false);
      this.code = code;
    }

    Optional<String> code() {
      return Optional.of(code).filter(c -> !c.isEmpty());
    }
  }
}
