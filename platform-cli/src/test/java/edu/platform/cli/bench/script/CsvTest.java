package edu.platform.cli.bench.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  @Test
  void cellsMayBeQuoted() {
    assertThat(Csv.parse("\ufeffname,text\r\nÉva,\"a, \"\"b\"\"\nc\"\n\nIgor,\n,x"))
        .containsExactly(
            List.of("name", "text"),
            List.of("Éva", "a, \"b\"\nc"),
            List.of("Igor", ""),
            List.of("", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a,b\n1\n`         | line 2: 1 cells, expected 2",
        "`a\n\"x\ny\"\n1,2` | line 4: 2 cells, expected 1",
        "`a\n\"x`           | line 2: a quotation mark is not closed",
        "`a\n\"x\"y`        | line 2: text after a quotation mark",
      })
  void whatIsMalformedIsNamedByItsLine(String text, String message) {
    assertThatThrownBy(() -> Csv.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
