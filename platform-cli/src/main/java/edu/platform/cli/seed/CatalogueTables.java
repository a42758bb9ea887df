package edu.platform.cli.seed;

import edu.platform.cli.seed.Vocabulary.Named;
import edu.platform.cli.seed.Vocabulary.Specialization;
import java.time.LocalDate;
import java.util.List;

/** The tables of schema version 1. */
final class CatalogueTables {

  /** When the fixed lists came to be. */
  static final long LISTS_CREATED = LocalDate.of(2022, 1, 1).toEpochDay() * 86_400;

  private static final long FIRST_COURSE = LocalDate.of(2022, 1, 10).toEpochDay();
  private static final int CREATION_DAYS = 700;

  private static final String CREATED_AT = "created_at";
  private static final String UPDATED_AT = "updated_at";
  private static final String VERSION = "version";

  private final SeedSettings settings;
  private final Vocabulary words;
  private final Courses courses;
  private final RowRandom random;
  private final BlockCounts projects;

  CatalogueTables(SeedSettings settings, Vocabulary words, Courses courses) {
    this.settings = settings;
    this.words = words;
    this.courses = courses;
    this.random = new RowRandom(settings.randomSeed(), "catalogue");
    this.projects =
        new BlockCounts(
            random,
            1,
            settings.count(),
            4,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            1,
            1,
            1,
            1,
            1,
            1,
            2,
            2,
            2,
            3,
            4);
  }

  List<SeedTable> tables() {
    int count = settings.count();
    return List.of(
        SeedTable.table("difficulty_level", 1)
            .identity("id")
            .columns("id", "name", "description", CREATED_AT, UPDATED_AT, VERSION)
            .rows(words.levels().size(), (unit, out) -> named(unit, words.levels().get(unit), out)),
        SeedTable.table("course_specialization", 1)
            .identity("id")
            .columns("id", "name", "description", CREATED_AT, UPDATED_AT, VERSION)
            .rows(words.specializations().size(), this::specialization),
        SeedTable.table("course_topic", 1)
            .identity("id")
            .columns(
                "id",
                "name",
                "description",
                "technologies",
                "labor_intensity_hours",
                "projects_number",
                CREATED_AT,
                UPDATED_AT,
                VERSION)
            .rows(count, (unit, out) -> topic(unit + 1, out)),
        SeedTable.table("course", 1)
            .identity("course_id")
            .columns(
                "course_id",
                "name",
                "description",
                "specialization_id",
                "duration",
                "price",
                "currency",
                "difficulty_level_id",
                "status",
                CREATED_AT,
                UPDATED_AT,
                VERSION)
            .after("difficulty_level", "course_specialization")
            .rows(count, (unit, out) -> course(unit + 1, out)),
        SeedTable.table("course_topic_association", 1)
            .key("course_id", "topic_id")
            .columns("course_id", "topic_id", "ordinal")
            .after("course", "course_topic")
            .rows(count, (unit, out) -> topicsOf(unit + 1, out)),
        SeedTable.table("project", 1)
            .identity("project_id")
            .columns(
                "project_id", "topic_id", "name", "description", CREATED_AT, UPDATED_AT, VERSION)
            .after("course_topic")
            .rows(projects.total(), this::project));
  }

  private static void named(int unit, Named row, CopyBuffer out) {
    out.number(unit + 1).text(row.name()).text(row.description());
    out.unedited(LISTS_CREATED, LISTS_CREATED).endRow();
  }

  private void specialization(int unit, CopyBuffer out) {
    Specialization row = words.specializations().get(unit);
    named(unit, new Named(row.name(), row.description()), out);
  }

  private void course(int course, CopyBuffer out) {
    Phrase title = courses.title(course, words);
    int specialization = courses.specialization(course);
    long created = created(course, 2);
    out.number(course).next();
    pick("course-names-" + courses.level(course), course, 4).appendTo(out, title);
    out.next();
    pick("course-openings", course, 5).appendTo(out, title);
    out.appendSpace();
    pick("course-middles", course, 6).appendTo(out, technology(specialization, course, 7));
    out.appendSpace();
    pick("course-closings", course, 8).appendTo(out, title);
    out.number(specialization)
        .number(courses.hours(course))
        .number(courses.price(course))
        .code(settings.currency())
        .number(courses.level(course))
        .code(courses.onSale(course) ? "on_sale" : "archived")
        .unedited(created, created)
        .endRow();
  }

  private void topic(int topic, CopyBuffer out) {
    int specialization = courses.topicSpecialization(topic);
    List<Phrase> all = words.specializations().get(specialization - 1).technologies();
    int main = random.below(topic, 9, all.size());
    int more = random.below(topic, 10, 3);
    long created = created(topic, 11);
    out.number(topic).next();
    pick("topic-names", topic, 13).appendTo(out, all.get(main));
    out.next();
    pick("topic-descriptions", topic, 14).appendTo(out, all.get(main));
    out.code("{");
    all.get(main).appendArrayItemTo(out);
    for (int i = 1; i <= more; i++) {
      out.append(",");
      all.get((main + i) % all.size()).appendArrayItemTo(out);
    }
    out.append("}")
        .number(random.between(topic, 15, 2, 40))
        .number(projects.count(topic - 1))
        .unedited(created, created)
        .endRow();
  }

  private void topicsOf(int course, CopyBuffer out) {
    for (int place = 0; place < courses.topics(course); place++) {
      out.number(course).number(courses.topic(course, place)).number(place + 1).endRow();
    }
  }

  private void project(int unit, CopyBuffer out) {
    int topic = projects.unitOf(unit) + 1;
    int project = unit + 1;
    Phrase technology = technology(courses.topicSpecialization(topic), project, 16);
    long created = created(topic, 11) + 86_400;
    out.number(project).number(topic).next();
    pick("project-names", project, 18).appendTo(out, technology);
    out.next();
    pick("project-descriptions", project, 19).appendTo(out, technology);
    out.unedited(created, created).endRow();
  }

  private Phrase technology(int specialization, int row, int column) {
    List<Phrase> all = words.specializations().get(specialization - 1).technologies();
    return all.get(random.below(row, column, all.size()));
  }

  private Template pick(String section, int row, int column) {
    List<Template> all = words.templates(section);
    return all.get(random.below(row, column, all.size()));
  }

  private long created(int row, int column) {
    return (FIRST_COURSE + random.below(row, column, CREATION_DAYS)) * 86_400L
        + random.below(row, column + 1, 86_400);
  }
}
