package edu.platform.core.career;

import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of statuses, against the table of section 3 of the requirements. */
class AgreementStatusTest {

  private static final Set<String> MOVES =
      Set.of(
          "negotiating -> active",
          "negotiating -> ended",
          "active -> suspended",
          "suspended -> active",
          "active -> ended",
          "suspended -> ended",
          "ended -> negotiating");

  static Stream<Arguments> pairs() {
    List<AgreementStatus> all = Arrays.asList(AgreementStatus.values());
    return all.stream().flatMap(from -> all.stream().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyTheMovesOfTheTableAreMade(AgreementStatus from, AgreementStatus to) {
    if (MOVES.contains(from.code() + " -> " + to.code())) {
      assertThatCode(() -> from.requireMove(to)).doesNotThrowAnyException();
    } else {
      assertRefused("invalid_state", () -> from.requireMove(to));
    }
  }
}
