package edu.platform.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void cellsAreQuotedWhereTheyHaveTo() {
    assertThat(row("a", "", "b c", "1,5", "say \"hi\"", "two\nlines"))
        .isEqualTo("a,,b c,\"1,5\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  }

  @Test
  void aFirstCellMayBeEmpty() {
    assertThat(row("", "a")).isEqualTo(",a\r\n");
  }

  @Test
  void noCellIsAFormula() {
    assertThat(row("=1+1", "+1", "-1", "@a", "a=b", "=a,b"))
        .isEqualTo("'=1+1,'+1,'-1,'@a,a=b,\"'=a,b\"\r\n");
  }

  private static String row(String... cells) {
    return new String(Csv.row(List.of(cells)), StandardCharsets.UTF_8);
  }
}
