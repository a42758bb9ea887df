package edu.platform.core.blog;

import edu.platform.core.RefusedException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * The content of a post: CommonMark source that is safe to be shown on a page. It has no raw HTML
 * outside code, and no link that a browser would run or take its content from (requirements section
 * 5).
 */
public final class Markup {

  /**
   * Blocks and spans within each other: more than people write, less than would be slow to read.
   */
  private static final int MAX_NESTING = 100;

  private static final Parser PARSER =
      Parser.builder().maxOpenBlockParsers(MAX_NESTING).maxInlineNesting(MAX_NESTING).build();

  private static final Set<String> REFUSED_SCHEMES = Set.of("javascript", "data", "vbscript");

  /** What browsers leave out of an address, or skip at its start (WHATWG URL, section 4.4). */
  private static final Pattern IGNORED = Pattern.compile("[\\p{Cntrl}\\s]");

  private static final int SHOWN = 40;

  private final String source;

  private Markup(String source) {
    this.source = source;
  }

  /**
   * Check a source.
   *
   * @param source CommonMark
   * @return the content
   * @throws RefusedException {@code unsafe_markup} if it has raw HTML outside code, or a link or
   *     picture whose address is {@code javascript:}, {@code data:} or {@code vbscript:}
   */
  public static Markup of(String source) {
    // Without recursion: how deep a document is nested is up to whoever wrote it.
    Node node = PARSER.parse(source);
    while (node != null) {
      check(node);
      node = following(node);
    }
    return new Markup(source);
  }

  /** Takes a source that was checked when it was written. */
  static Markup stored(String source) {
    return new Markup(source);
  }

  /**
   * Return the source.
   *
   * @return CommonMark
   */
  public String source() {
    return source;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Markup that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }

  private static Node following(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node up = node;
    while (up != null && up.getNext() == null) {
      up = up.getParent();
    }
    return up == null ? null : up.getNext();
  }

  private static void check(Node node) {
    switch (node) {
      case HtmlBlock html -> refuse("raw HTML", html.getLiteral());
      case HtmlInline html -> refuse("raw HTML", html.getLiteral());
      case Link link -> checkAddress(link.getDestination());
      case Image image -> checkAddress(image.getDestination());
      case LinkReferenceDefinition definition -> checkAddress(definition.getDestination());
      default -> {}
    }
  }

  private static void checkAddress(String address) {
    String read = IGNORED.matcher(address).replaceAll("");
    int colon = read.indexOf(':');
    if (colon > 0 && REFUSED_SCHEMES.contains(read.substring(0, colon).toLowerCase(Locale.ROOT))) {
      refuse("an address that browsers run", address);
    }
  }

  private static void refuse(String what, String found) {
    String shown = found.strip();
    int end = shown.offsetByCodePoints(0, Math.min(SHOWN, shown.codePointCount(0, shown.length())));
    throw RefusedException.invalid(
        "unsafe_markup",
        "content",
        "must not have " + what + " outside code, such as: " + shown.substring(0, end));
  }
}
