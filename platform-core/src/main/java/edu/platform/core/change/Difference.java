package edu.platform.core.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which members of a row changed, as the audit log keeps it: their texts before and after, where
 * personal values are only said to have {@code "changed"} (requirement R10.5).
 */
public final class Difference {

  private static final String HIDDEN = "changed";

  private final List<String> members = new ArrayList<>();
  private final List<Optional<String>> before = new ArrayList<>();
  private final List<Optional<String>> after = new ArrayList<>();

  private Difference() {}

  /**
   * Begin without a member.
   *
   * @return an empty difference
   */
  public static Difference none() {
    return new Difference();
  }

  /**
   * Add a member if it changed.
   *
   * @param member its column
   * @param old value before; an {@code Optional} without one is NULL
   * @param current value after, likewise
   * @return this
   */
  public Difference changed(String member, Object old, Object current) {
    if (!Objects.equals(old, current)) {
      add(member, text(old), text(current));
    }
    return this;
  }

  /**
   * Add a member that holds a personal value, if it changed. The value itself is not kept.
   *
   * @param member its column
   * @param old value before; an {@code Optional} without one is NULL
   * @param current value after, likewise
   * @return this
   */
  public Difference personal(String member, Object old, Object current) {
    if (!Objects.equals(old, current)) {
      add(member, text(old).map(_ -> HIDDEN), text(current).map(_ -> HIDDEN));
    }
    return this;
  }

  /**
   * Add a member that was not there before.
   *
   * @param member its column
   * @param value after
   * @return this
   */
  public Difference added(String member, Object value) {
    return changed(member, Optional.empty(), value);
  }

  /**
   * Add a member that is not there any more.
   *
   * @param member its column
   * @param value before
   * @return this
   */
  public Difference removed(String member, Object value) {
    return changed(member, value, Optional.empty());
  }

  List<String> members() {
    return members;
  }

  List<Optional<String>> before() {
    return before;
  }

  List<Optional<String>> after() {
    return after;
  }

  private void add(String member, Optional<String> old, Optional<String> current) {
    members.add(member);
    before.add(old);
    after.add(current);
  }

  private static Optional<String> text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString)
        : Optional.of(value.toString());
  }
}
