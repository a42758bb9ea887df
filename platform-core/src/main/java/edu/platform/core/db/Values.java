package edu.platform.core.db;

import java.util.HashMap;
import java.util.Map;

/** Values for the parameters of a statement, of any number. */
public final class Values {

  private final Map<String, Object> values = new HashMap<>();

  private Values() {}

  /**
   * Begin with one value.
   *
   * @param parameter its name
   * @param value as {@link #with} takes it
   * @return the values
   */
  public static Values of(String parameter, Object value) {
    return new Values().with(parameter, value);
  }

  /**
   * Add a value.
   *
   * @param parameter its name
   * @param value a text, number, truth value, {@code LocalDate}, {@code Instant}, {@code UUID} or
   *     {@code byte[]}; a list of texts for {@code CAST(:name AS text[])}; an {@code Optional} of
   *     these, which without a value is NULL
   * @return this
   */
  public Values with(String parameter, Object value) {
    values.put(parameter, value);
    return this;
  }

  /**
   * Return them as a statement takes them.
   *
   * @return value by name
   */
  public Map<String, Object> map() {
    return values;
  }
}
