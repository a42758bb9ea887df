package edu.platform.cli.bench.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.cli.bench.ThinkTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {
  private static final String STEPS = "flows:\n  f:\n    steps:\n";

  @TempDir private Path folder;

  private Script read(String yaml) {
    return new ScriptReader(
            new Yaml("shop.yaml", yaml),
            Optional.of(folder),
            false,
            name -> Optional.ofNullable(Map.of("SECRETS", "first,second").get(name)))
        .read("shop");
  }

  @Test
  void aScriptOfOneStepNeedsNoMore() {
    Script script = read(STEPS + "      - {name: ask, get: /}\n");

    assertThat(script.name()).isEqualTo("shop");
    assertThat(script.think()).isEqualTo(ThinkTime.NONE);
    assertThat(script.operations()).containsExactly("ask");
    assertThat(script.flows()).singleElement().extracting(Flow::weight).isEqualTo(1.0);
    Step step = script.flows().getFirst().steps().getFirst();
    assertThat(step.method()).isEqualTo(Step.Method.GET);
    assertThat(step.expected().hasStatus(299)).isTrue();
    assertThat(step.expected().hasStatus(304)).isFalse();
  }

  @Test
  void everythingThatAScriptMayHaveIsRead() throws Exception {
    Files.writeString(folder.resolve("buyers.csv"), "email,password\na@example.org,x\n");

    Script script =
        read(
            """
            name: own
            think: 50ms..200ms
            values:
              buyer: {csv: buyers.csv}
              key: {unique: true}
              course: {ids: /v1/courses/, by: chance}
              n: {from: -1, to: 3}
              word: {one_of: [a, 2, true]}
            flows:
              buy:
                weight: 2.5
                steps:
                  - name: sign-in
                    post: /v1/auth/tokens
                    body: '{"email": "${buyer.email}", "password": "${buyer.password}"}'
                    capture: {token: access_token, place: {header: Location}}
                  - name: buy
                    post: /v1/purchases?n=${n}
                    headers: {Authorization: "Bearer ${token}", Idempotency-Key: "${key}"}
                    body: '{"run_id": ${course}}'
                    sign: {header: X-Signature, secret: SECRETS}
                    repeat: 2
                    revalidate: true
                    expect: {status: [200, 201], contains: id, json: {run_id: "${course}"}}
            """);

    assertThat(script.name()).isEqualTo("own");
    assertThat(script.think())
        .isEqualTo(new ThinkTime(Duration.ofMillis(50), Duration.ofMillis(200)));
    assertThat(script.operations()).containsExactly("sign-in", "buy");
    assertThat(script.slots()).isEqualTo(8); // two columns, four values, two captures
    Step buy = script.flows().getFirst().steps().getLast();
    assertThat(buy.headers()).hasSize(3); // Content-Type too
    assertThat(buy.body().orElseThrow().signature()).isPresent();
    assertThat(buy.repeat()).isEqualTo(2);
    assertThat(buy.expected().members()).hasSize(1);
    assertThat(script.flows().getFirst().weight()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`flows: [`                                     | shop.yaml:1:9: ",
        "``                                             | shop.yaml: ",
        "`[1]`                                          | shop.yaml:1:1: ",
        "`flows: {}`                                    | shop.yaml:1:1: flows: ",
        "`name: x`                                      | shop.yaml:1:1: ",
        "`nam: x\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:1:1: nam: there is no such field",
        "`think: 5\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:1:1: think: ",
        "`think: soon\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:1:1: think: 'soon' is not a pause",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /}\n      - {name: b}` | shop.yaml:5:9: flows.f.steps[1]: ",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /, post: /}` | shop.yaml:4:9: flows.f.steps[0]: ",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: x}` | shop.yaml:4:19: flows.f.steps[0].get: ",
        "`flows:\n  f:\n    steps:\n      - {name: A, get: /}` | shop.yaml:4:10: flows.f.steps[0].name: ",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /, name: b}` | shop.yaml:4:27: flows.f.steps[0].name: is there twice",
        "`flows:\n  f:\n    weight: 0\n    steps: [{name: a, get: /}]` | shop.yaml:3:5: flows.f.weight: ",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: '/${id}'}` | shop.yaml:4:19: flows.f.steps[0].get: there is no value 'id'",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: '/${id}', capture: {id: id}}` | ${id} is not there yet in the first step",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /, capture: {id: 'a b'}}` | flows.f.steps[0].capture.id: 'a b' is not a place in JSON",
        "`values: {id: {from: 1, to: 2}}\nflows:\n  f:\n    steps:\n      - {name: a, get: /, capture: {id: id}}` | shop.yaml:5:37: flows.f.steps[0].capture.id: is one of the drawn values",
        "`values:\n  id: {from: 3, to: 2}\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:2:17: values.id.to: must be at least 3: 2",
        "`values:\n  id: {from: 3}\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:2:3: values.id: ",
        "`values:\n  id: {unique: true, one_of: [1]}\nflows: {f: {steps: [{name: a, get: /}]}}` | values.id: must be one of from and to, one_of, ids, csv, unique",
        "`values:\n  id: {csv: missing.csv}\nflows: {f: {steps: [{name: a, get: /}]}}` | shop.yaml:2:8: values.id.csv: cannot be read: java.nio.file.NoSuchFileException",
        "`flows:\n  f:\n    steps:\n      - {name: a, post: /, body: x, sign: {header: X, secret: NONE}}` | flows.f.steps[0].sign.secret: the variable NONE is not set",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /, expect: {status: 100}}` | flows.f.steps[0].expect.status",
        "`flows:\n  f:\n    steps:\n      - {name: a, get: /, headers: {'a b': x}}` | flows.f.steps[0].headers",
        "`a: &a [*a]`                                   | ",
      })
  void whatIsWrongIsNamedByLineAndField(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("shop.yaml")
        .hasMessageContaining(message == null ? "nested" : message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a\n`        | needs a line of column names and at least one row",
        "`a,b\n1\n`   | line 2: 1 cells, expected 2",
        "`a,a\n1,2\n` | 'a' is no name of a column, or there twice",
        "`A b\n1\n`   | 'A b' is no name of a column",
      })
  void aMalformedCsvFileIsNamed(String csv, String message) throws Exception {
    Files.writeString(folder.resolve("data.csv"), csv);

    assertThatThrownBy(
            () -> read("values:\n  d: {csv: data.csv}\n" + STEPS + "      - {name: ask, get: /}\n"))
        .hasMessageStartingWith("shop.yaml:2:7: values.d.csv: data.csv")
        .hasMessageContaining(message);
  }
}
