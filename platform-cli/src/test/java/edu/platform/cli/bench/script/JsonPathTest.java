package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.cli.bench.ByteText;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  private final SplittableRandom random = new SplittableRandom(1);

  private String find(String path, String json) {
    byte[] bytes = ("##" + json + "##").getBytes(UTF_8);
    ByteText found = new ByteText();
    JsonPath.parse(path).find(bytes, 2, bytes.length - 2, random, found);
    return found.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id              | {\"id\":7}                                   | 7",
        "id              | { \"a\" : {\"id\":1}, \"id\" : 8 }           | 8",
        "a.id            | {\"b\":[1,{\"id\":3}],\"a\":{\"id\":\"x\"}}  | x",
        "items[1].id     | {\"items\":[{\"id\":1},{\"id\":22}]}         | 22",
        "[0]             | [ -1.5e3 , 2]                                | -1.5e3",
        "a               | {\"a\":\"}]{\\\"\",\"b\":1}                  | }]{\"",
        "a               | {\"a\":{\"x\":[1,2]}}                        | {\"x\":[1,2]}",
        "a               | {\"a\":true}                                 | true",
        "a               | {\"a\":\"\"}                                 | ``",
        "a               | {\"a\":\"\\u043a\\n\\ud83d\\ude00\\/\"}      | `к\n😀/`",
        "a               | {\"a\":null}                                 | (absent)",
        "b               | {\"a\":1}                                    | (absent)",
        "items[2]        | {\"items\":[1,2]}                            | (absent)",
        "items[0]        | {\"items\":[]}                               | (absent)",
        "items[*]        | {\"items\":[]}                               | (absent)",
        "items.id        | {\"items\":[1]}                              | (absent)",
        "a               | {\"a\"                                       | (absent)",
        "a               | {\"a\":                                      | (absent)",
        "b               | {\"a\":\"unclosed                            | (absent)",
        "a               | not JSON                                     | (absent)",
        "a               | ``                                           | (absent)",
      })
  void thePlaceIsFoundOrAbsent(String path, String json, String expected) {
    assertThat(find(path, json)).isEqualTo(expected);
  }

  @Test
  void anyElementIsEachOfThemInTime() {
    Set<String> found = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      found.add(find("items[*].id", "{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}]}"));
    }

    assertThat(found).containsExactlyInAnyOrder("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a..b", "a[x]", "a[", "a b", "a.[0", "$.a"})
  void aMalformedPathIsRefused(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + path + "' is not a place in JSON");
  }
}
