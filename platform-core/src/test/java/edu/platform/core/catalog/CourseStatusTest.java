package edu.platform.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The moves of requirements section 3, and no others. */
class CourseStatusTest {

  private static final Set<String> MOVES =
      Set.of("draft -> on_sale", "archived -> on_sale", "on_sale -> archived");

  @ParameterizedTest
  @EnumSource
  void aCourseMovesAsRequired(CourseStatus from) {
    for (CourseStatus to : CourseStatus.values()) {
      String move = from.code() + " -> " + to.code();

      assertThat(from.mayBecome(to)).as(move).isEqualTo(MOVES.contains(move));
    }
  }
}
