package edu.platform.core.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DocumentTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void theEtagIsTheQuotedHashOfTheBody() {
    Document one = Document.of("{\"id\":1}".getBytes(UTF_8), NOW);
    Document same = Document.of("{\"id\":1}".getBytes(UTF_8), NOW.plusSeconds(1));
    Document other = Document.of("{\"id\":2}".getBytes(UTF_8), NOW);

    assertThat(one.etag()).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(same.etag()).isEqualTo(one.etag());
    assertThat(other.etag()).isNotEqualTo(one.etag());
  }

  @Test
  void theVersionComesBeforeTheHash() {
    String hash = Document.of("{}".getBytes(UTF_8), NOW).etag().replace("\"", "");

    assertThat(Document.of("{}".getBytes(UTF_8), 7, NOW).etag()).isEqualTo("\"7-" + hash + "\"");
  }

  @Test
  void anUnquotedEtagIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Document(new byte[0], "W/\"x\"", NOW))
        .withMessageContaining("double quotes");
  }
}
