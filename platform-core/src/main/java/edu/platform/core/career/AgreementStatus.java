package edu.platform.core.career;

import edu.platform.core.RefusedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How things stand with a partner company (requirements, section 3). */
public enum AgreementStatus {
  /** Being talked about: as every agreement begins, and begins again. */
  NEGOTIATING,
  /** Graduates may apply. */
  ACTIVE,
  /** For a time nobody may apply. */
  SUSPENDED,
  /** Over. */
  ENDED;

  private static final Map<String, AgreementStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(AgreementStatus::code, Function.identity()));

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the statuses by their codes.
   *
   * @return all of them
   */
  public static Map<String, AgreementStatus> byCode() {
    return BY_CODE;
  }

  /**
   * Refuse a move that there is not.
   *
   * @param to the status that is wanted
   * @throws RefusedException {@code invalid_state}
   */
  void requireMove(AgreementStatus to) {
    if (!next().contains(to)) {
      throw RefusedException.conflict(
          "invalid_state", "an agreement that is " + code() + " cannot become " + to.code());
    }
  }

  private Set<AgreementStatus> next() {
    return switch (this) {
      case NEGOTIATING -> Set.of(ACTIVE, ENDED);
      case ACTIVE -> Set.of(SUSPENDED, ENDED);
      case SUSPENDED -> Set.of(ACTIVE, ENDED);
      case ENDED -> Set.of(NEGOTIATING);
    };
  }
}
