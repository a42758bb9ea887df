package edu.platform.cli.seed;

import edu.platform.core.blog.ReadingTime;
import java.util.ArrayList;
import java.util.List;

/** A sentence with places for {@code {technology}} and {@code {subject}}. */
final class Template {

  private static final String TECHNOLOGY = "{technology}";
  private static final String SUBJECT = "{subject}";

  private enum Place {
    TECHNOLOGY,
    SUBJECT
  }

  /** A literal, or a place to fill. */
  private sealed interface Part {
    record Literal(Phrase phrase) implements Part {}

    record Gap(Place place) implements Part {}
  }

  private final List<Part> parts;
  private final int words;
  private final int gaps;

  Template(String text) {
    List<Part> found = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int technology = indexOrEnd(rest, TECHNOLOGY);
      int subject = indexOrEnd(rest, SUBJECT);
      int literal = Math.min(technology, subject);
      if (literal > 0) {
        found.add(new Part.Literal(new Phrase(rest.substring(0, literal))));
      } else if (technology == 0) {
        found.add(new Part.Gap(Place.TECHNOLOGY));
        literal = TECHNOLOGY.length();
      } else {
        found.add(new Part.Gap(Place.SUBJECT));
        literal = SUBJECT.length();
      }
      rest = rest.substring(literal);
    }
    this.parts = List.copyOf(found);
    this.words = ReadingTime.words(text);
    this.gaps = (int) found.stream().filter(Part.Gap.class::isInstance).count();
  }

  /** Append the sentence with its places filled. */
  void appendTo(CopyBuffer out, Phrase technology, Phrase subject) {
    boolean begins = true;
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(Phrase phrase) -> phrase.appendTo(out);
        case Part.Gap(Place place) -> {
          Phrase value = place == Place.TECHNOLOGY ? technology : subject;
          if (begins) {
            value.appendCapitalisedTo(out);
          } else {
            value.appendTo(out);
          }
        }
      }
      begins = false;
    }
  }

  /** Append a sentence that has no places, or whose places all take the same value. */
  void appendTo(CopyBuffer out, Phrase value) {
    appendTo(out, value, value);
  }

  /** Return the number of words once all places have the same value. */
  int words(Phrase value) {
    return words + gaps * (value.words() - 1);
  }

  private static int indexOrEnd(String text, String wanted) {
    int index = text.indexOf(wanted);
    return index < 0 ? text.length() : index;
  }
}
