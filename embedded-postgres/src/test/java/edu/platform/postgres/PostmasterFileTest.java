package edu.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

  @TempDir Path dataDirectory;

  @Test
  void serverWithoutFileIsNotRunning() throws IOException {
    assertThat(PostmasterFile.read(dataDirectory)).isEmpty();
  }

  @Test
  void eighthLineTellsWhetherTheServerIsReady() throws IOException {
    write("4711\n/data\n1764000000\n5433\n\n127.0.0.1\n  1234 0\nready   \n");
    assertThat(PostmasterFile.read(dataDirectory))
        .hasValueSatisfying(
            file -> {
              assertThat(file.pid()).isEqualTo(4711);
              assertThat(file.isReady()).isTrue();
            });

    write("4711\n/data\n1764000000\n5433\n\n127.0.0.1\n  1234 0\nstarting\n");
    assertThat(PostmasterFile.read(dataDirectory).orElseThrow().isReady()).isFalse();
  }

  @Test
  void halfWrittenFileIsNotReady() throws IOException {
    write("4711\n/data\n");
    assertThat(PostmasterFile.read(dataDirectory).orElseThrow().isReady()).isFalse();

    write("");
    assertThat(PostmasterFile.read(dataDirectory)).isEmpty();
  }

  @Test
  void anotherProcessWithTheNumberIsNoServer() throws IOException {
    write(ProcessHandle.current().pid() + "\n");

    PostmasterFile file = PostmasterFile.read(dataDirectory).orElseThrow();

    assertThat(file.process()).isPresent();
    assertThat(file.server()).isEmpty();
  }

  private void write(String text) throws IOException {
    Files.writeString(PostmasterFile.file(dataDirectory), text);
  }
}
