package edu.platform.core;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions of a resource that an edit is meant for, so that nobody overwrites what they have
 * not seen (design section 5).
 *
 * @param any whether every version will do
 * @param versions that will do
 */
public record ExpectedVersion(boolean any, Set<Integer> versions) {

  /** Every version will do: whatever there is, is to be changed. */
  public static final ExpectedVersion ANY = new ExpectedVersion(true, Set.of());

  /** Copies the set. */
  public ExpectedVersion {
    versions = Set.copyOf(versions);
  }

  /**
   * Expect certain versions.
   *
   * @param versions that will do; with none, the edit is always stale
   * @return the expectation
   */
  public static ExpectedVersion oneOf(Set<Integer> versions) {
    return new ExpectedVersion(false, versions);
  }

  /**
   * Compare with what there is. To be called in the transaction of the edit, with the row locked.
   *
   * @param found version of the row
   * @throws RefusedException {@code stale_etag} if it is another
   */
  public void check(int found) {
    if (!any && !versions.contains(found)) {
      throw RefusedException.stale(
          versions.isEmpty()
              ? "a version that there never was"
              : "version "
                  + versions.stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(" or ")),
          found);
    }
  }
}
