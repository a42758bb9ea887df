package edu.platform.core.career;

import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.career.ApplicationStatus.Mover;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of statuses, against the table of section 3 of the requirements. */
class ApplicationStatusTest {

  private static final Map<String, Mover> MOVES =
      Map.ofEntries(
          Map.entry("applied -> interviewed", Mover.CAREER_MANAGER),
          Map.entry("interviewed -> offered", Mover.CAREER_MANAGER),
          Map.entry("offered -> hired", Mover.CAREER_MANAGER),
          Map.entry("applied -> rejected", Mover.CAREER_MANAGER),
          Map.entry("interviewed -> rejected", Mover.CAREER_MANAGER),
          Map.entry("offered -> rejected", Mover.CAREER_MANAGER),
          Map.entry("applied -> withdrawn", Mover.OWNER),
          Map.entry("interviewed -> withdrawn", Mover.OWNER),
          Map.entry("offered -> withdrawn", Mover.OWNER),
          Map.entry("hired -> offered", Mover.ADMIN));

  static Stream<Arguments> pairs() {
    List<ApplicationStatus> all = Arrays.asList(ApplicationStatus.values());
    return all.stream().flatMap(from -> all.stream().map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void onlyTheMovesOfTheTableAreMadeByThoseWhoMay(ApplicationStatus from, ApplicationStatus to) {
    Mover mover = MOVES.get(from.code() + " -> " + to.code());
    if (mover == null) {
      assertRefused("invalid_state", () -> from.moverTo(to));
    } else {
      assertThat(from.moverTo(to)).isEqualTo(mover);
    }
  }
}
