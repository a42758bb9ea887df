package edu.platform.core.blog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The moves of requirements section 3, and no others. */
class PostStatusTest {

  private static final Set<String> BEFORE_ITS_DATE =
      Set.of(
          "draft -> published",
          "archived -> published",
          "published -> archived",
          "published -> draft");
  private static final Set<String> ONCE_SEEN = Set.of("published -> archived");

  @ParameterizedTest
  @EnumSource
  void aPostMovesAsRequired(PostStatus from) {
    for (PostStatus to : PostStatus.values()) {
      String move = from.code() + " -> " + to.code();

      assertThat(from.mayBecome(to, false)).as(move).isEqualTo(BEFORE_ITS_DATE.contains(move));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSeenIsNoDraftAgain(PostStatus to) {
    String move = "published -> " + to.code();

    assertThat(PostStatus.PUBLISHED.mayBecome(to, true))
        .as(move)
        .isEqualTo(ONCE_SEEN.contains(move));
  }
}
