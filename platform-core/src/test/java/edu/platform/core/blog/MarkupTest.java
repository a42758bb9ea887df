package edu.platform.core.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a post may contain (requirements section 5). */
class MarkupTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "text <b>bold</b>",
        "<!-- a comment -->",
        "- in a list\n\n  <div onclick='x'>\n",
        "> <img src=x onerror=alert(1)>",
        "<?php echo 1 ?>",
        "<![CDATA[x]]>",
        "# heading <br/>",
        "[a](javascript:alert(1))",
        "[a](JavaScript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java&#9;script:alert(1))",
        "[a](java&NewLine;script:alert(1))",
        "[a](<  javascript:alert(1)>)",
        "[a](&#1;javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a][1]\n\n[1]: javascript:alert(1)",
        "[1]: javascript:alert(1)",
        "![a](data:image/svg+xml;base64,PHN2Zz4=)",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "*a [b **c**](javascript:x)*",
      })
  void whatBrowsersWouldRunIsRefused(String source) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Markup.of(source))
        .matches(refusal -> refusal.code().equals("unsafe_markup"))
        .matches(refusal -> refusal.field().orElseThrow().equals("content"))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        "    <b>indented code</b>",
        "a < b && c > d",
        "\\<b>escaped\\</b>",
        "&lt;b&gt;",
        "[a](https://example.org/?q=javascript:x)",
        "[a](/javascript:x)",
        "[a](javascript%3Aalert(1))",
        "![a](https://example.org/a.png \"title\")",
        "<https://example.org/>",
        "<ivan@example.org>",
        "`[a](javascript:x)`",
        "javascript: is a scheme, data: another",
        "| a | b |\n|---|---|",
      })
  void theRestIsTakenAsItIs(String source) {
    assertThat(Markup.of(source).source()).isEqualTo(source);
  }

  @Test
  void theRefusalShowsWhatWasFound() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Markup.of("<div>" + "\uD83D\uDE00".repeat(100)))
        .withMessage(
            "must not have raw HTML outside code, such as: <div>" + "\uD83D\uDE00".repeat(35));
  }

  @ParameterizedTest
  @ValueSource(strings = {">", "- ", "*a ", "[", "![", "`", "<", "](", "**a _b ", "1. ", "[a]: "})
  void whateverIsNestedIsReadInTime(String piece) {
    String source = piece.repeat(100_000 / piece.length());

    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(Markup.of(source).source()).hasSize(source.length()));
  }
}
