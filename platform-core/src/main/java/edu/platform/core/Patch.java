package edu.platform.core;

import java.util.function.Function;

/**
 * What an edit says about one member: a new value, or to leave it as it is.
 *
 * @param <T> what the member holds; {@code Optional} for one that can be cleared
 */
public final class Patch<T> {

  private static final Patch<?> KEPT = new Patch<>(false, null);

  private final boolean given;
  private final T value;

  private Patch(boolean given, T value) {
    this.given = given;
    this.value = value;
  }

  /**
   * Leave a member as it is.
   *
   * @param <T> what the member holds
   * @return the edit
   */
  @SuppressWarnings("unchecked") // It holds nothing.
  public static <T> Patch<T> keep() {
    return (Patch<T>) KEPT;
  }

  /**
   * Give a member a value.
   *
   * @param value the new one
   * @param <T> what the member holds
   * @return the edit
   */
  public static <T> Patch<T> set(T value) {
    return new Patch<>(true, value);
  }

  /**
   * Tell whether the member was mentioned.
   *
   * @return whether there is a new value
   */
  public boolean given() {
    return given;
  }

  /**
   * Apply the edit.
   *
   * @param current value of the member
   * @return the new value, or the current one
   */
  public T or(T current) {
    return given ? value : current;
  }

  /**
   * Make an edit of another type.
   *
   * @param change of the new value
   * @param <R> what the other member holds
   * @return the edit of it
   */
  public <R> Patch<R> map(Function<T, R> change) {
    return given ? set(change.apply(value)) : keep();
  }
}
