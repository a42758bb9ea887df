package edu.platform.cli.seed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.datafaker.Faker;

/**
 * The words that rows are put together from, in one language: people's names and cities from
 * Datafaker, asked once here and never once a row; everything about education from the resource
 * {@code vocabulary-<code>.txt}.
 */
final class Vocabulary {

  /** What some row is called, and a sentence about it. */
  record Named(Phrase name, Phrase description) {}

  /** A specialisation with the courses and technologies that belong to it. */
  record Specialization(
      Phrase name, Phrase description, List<Phrase> courses, List<Phrase> technologies) {}

  /** A tag: how it is written in a sentence, and the lower-case name it has as a row. */
  record Tag(Phrase spelled, Phrase name) {}

  /** A name of a person, and the same in Latin letters for an e-mail address. */
  record PersonName(Phrase name, String latin) {}

  // Enough to meet nearly all of Datafaker's values; the same ones every time, as the seed is
  // fixed.
  private static final int SAMPLES = 1_500;

  private final Map<String, List<String>> sections;
  private final Map<String, List<Template>> templates = new LinkedHashMap<>();
  private final Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
  private final List<Named> levels;
  private final List<Specialization> specializations;
  private final List<Phrase> courseTypes;
  private final List<Tag> tags;
  private final List<PersonName> maleNames;
  private final List<PersonName> femaleNames;
  private final List<PersonName> maleSurnames;
  private final List<PersonName> femaleSurnames;
  private final List<Phrase> cities;

  private Vocabulary(Map<String, List<String>> sections, SeedLocale locale) {
    this.sections = sections;
    sections.forEach(
        (name, lines) -> {
          templates.put(name, lines.stream().map(Template::new).toList());
          phrases.put(name, lines.stream().map(Phrase::new).toList());
        });
    this.levels = lines("levels").stream().map(Vocabulary::named).toList();
    this.specializations =
        lines("specializations").stream().map(Vocabulary::specialization).toList();
    this.courseTypes = phrases("course-types");
    this.tags =
        items("tags").stream()
            .map(tag -> new Tag(new Phrase(tag), new Phrase(tag.toLowerCase(Locale.ROOT))))
            .toList();
    Faker faker = new Faker(locale.locale(), new Random(1));
    boolean russian = locale == SeedLocale.RU;
    this.maleNames = names(faker, "#{name.male_first_name}");
    this.femaleNames = names(faker, "#{name.female_first_name}");
    this.maleSurnames = names(faker, russian ? "#{name.male_last_name}" : "#{name.last_name}");
    this.femaleSurnames = russian ? names(faker, "#{name.female_last_name}") : this.maleSurnames;
    this.cities =
        sample(faker, "#{address.city_name}").stream().limit(300).map(Phrase::new).toList();
  }

  static Vocabulary of(SeedLocale locale) {
    return new Vocabulary(read("vocabulary-" + locale.code() + ".txt"), locale);
  }

  List<Named> levels() {
    return levels;
  }

  List<Specialization> specializations() {
    return specializations;
  }

  List<Phrase> courseTypes() {
    return courseTypes;
  }

  List<Tag> tags() {
    return tags;
  }

  List<PersonName> names(boolean female) {
    return female ? femaleNames : maleNames;
  }

  List<PersonName> surnames(boolean female) {
    return female ? femaleSurnames : maleSurnames;
  }

  List<Phrase> cities() {
    return cities;
  }

  /** Return the sentences of a section, one a line. */
  List<Template> templates(String section) {
    return find(templates, section);
  }

  /** Return the lines of a section as they stand. */
  List<Phrase> phrases(String section) {
    return find(phrases, section);
  }

  /** Return the items of a section, separated by semicolons or lines. */
  List<String> items(String section) {
    return lines(section).stream().flatMap(line -> split(line, ";").stream()).toList();
  }

  private List<String> lines(String section) {
    return find(sections, section);
  }

  private static <T> T find(Map<String, T> all, String section) {
    T found = all.get(section);
    if (found == null) {
      throw new IllegalArgumentException("no section [" + section + "]");
    }
    return found;
  }

  private static Named named(String line) {
    List<String> fields = split(line, "\\|");
    return new Named(new Phrase(fields.get(0)), new Phrase(fields.get(1)));
  }

  private static Specialization specialization(String line) {
    List<String> fields = split(line, "\\|");
    return new Specialization(
        new Phrase(fields.get(0)),
        new Phrase(fields.get(1)),
        split(fields.get(2), ";").stream().map(Phrase::new).toList(),
        split(fields.get(3), ";").stream().map(Phrase::new).toList());
  }

  private static List<String> split(String line, String separator) {
    return Arrays.stream(line.split(separator, -1)).map(String::strip).toList();
  }

  private static List<PersonName> names(Faker faker, String expression) {
    return sample(faker, expression).stream()
        .map(name -> new PersonName(new Phrase(name), Latin.letters(name)))
        .filter(name -> !name.latin().isEmpty())
        .toList();
  }

  private static Set<String> sample(Faker faker, String expression) {
    Set<String> values = new TreeSet<>();
    for (int i = 0; i < SAMPLES; i++) {
      values.add(faker.expression(expression));
    }
    return values;
  }

  private static Map<String, List<String>> read(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      Map<String, List<String>> sections = new LinkedHashMap<>();
      List<String> current = new ArrayList<>();
      for (String line : new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList()) {
        if (line.startsWith("[") && line.endsWith("]")) {
          current = new ArrayList<>();
          sections.put(line.substring(1, line.length() - 1), current);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          current.add(line.strip().replace("\\n", "\n"));
        }
      }
      return sections;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
