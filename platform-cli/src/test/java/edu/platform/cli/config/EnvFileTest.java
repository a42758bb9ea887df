package edu.platform.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '\0',
      textBlock =
          """
          PG_HOST=haproxy|haproxy
          PG_HOST: haproxy|haproxy
          PG_HOST = haproxy  |haproxy
          export PG_HOST=haproxy|haproxy
          PG_HOST=haproxy # the leader|haproxy
          PG_HOST='a # b'|a # b
          PG_HOST='a "b"' # c|a "b"
          PG_HOST="a \\"b\\" $c"|a "b" $c
          PG_HOST=a#b|a#b
          PG_HOST=user:pass=x|user:pass=x
          PG_HOST: jdbc:x=1|jdbc:x=1
          """)
  void valuesAreReadAsWritten(String line, String value) throws IOException {
    assertThat(EnvFile.read(file(line))).containsExactly(new EnvFile.Entry("PG_HOST", value, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PG_HOST=", "PG_HOST:", "PG_HOST=\"\"", "PG_HOST= # none"})
  void valuesMayBeEmpty(String line) throws IOException {
    assertThat(EnvFile.read(file(line))).containsExactly(new EnvFile.Entry("PG_HOST", "", 1));
  }

  @Test
  void linesAreCountedWithCommentsAndEmptyOnes() throws IOException {
    Path file = file("\uFEFF# byte order mark\r\n\r\n  # two\r\nA=1\r\nB=\"x\\ny\"\r\n");

    assertThat(EnvFile.read(file))
        .containsExactly(new EnvFile.Entry("A", "1", 4), new EnvFile.Entry("B", "x\ny", 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret words", "=x", "1A=x", "A-B=x", "A='open", "A=\"open", "A='x' y", "export"})
  void aMalformedLineIsNamedByItsNumberAndNotShown(String line) throws IOException {
    Path file = file("A=1\n" + line + "\n");

    assertThatThrownBy(() -> EnvFile.read(file))
        .hasMessageStartingWith("env file " + file + " line 2: expected ")
        .hasMessageNotContaining("secret")
        .asInstanceOf(InstanceOfAssertFactories.type(PlatformException.class))
        .returns(ErrorCode.INVALID_CONFIGURATION, PlatformException::code);
  }

  @Test
  void otherBytesThanUtf8AreRefused() throws IOException {
    Path file = Files.write(folder.resolve("latin1.env"), new byte[] {'A', '=', (byte) 0xE4});

    assertThatThrownBy(() -> EnvFile.read(file)).hasMessageContaining("expected UTF-8");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> EnvFile.read(folder)).hasMessageContaining("cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.env"), text);
  }
}
