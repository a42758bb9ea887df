package edu.platform.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTest {

  @Test
  void parametersAreFoundOutsideOfTextsNamesAndComments() {
    Sql sql =
        Sql.named(
            "test.tokens",
            """
            SELECT ':not_this', "x:nor_this", 'it''s :neither' -- and :not_that
              FROM t
             WHERE a = :first AND b IN (:second2, :first)
            """);

    assertThat(sql.parameters()).containsExactlyInAnyOrder("first", "second2");
  }
}
