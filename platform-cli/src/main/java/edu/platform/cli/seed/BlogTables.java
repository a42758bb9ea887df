package edu.platform.cli.seed;

import edu.platform.cli.seed.Vocabulary.Tag;
import edu.platform.core.blog.ReadingTime;
import java.util.Arrays;
import java.util.List;

/** The tables of schema version 3 about the blog. */
final class BlogTables {

  private static final int DAY = 86_400;
  private static final int DAY_BEGINS = 6 * 3600;
  private static final int DAY_LASTS = 14 * 3600;
  private static final int FEWEST_WORDS = 300;
  private static final int MOST_WORDS = 900;

  /** A text ends with the sentence that reaches its length: on average half a sentence beyond. */
  private static final int OVERSHOOT = 10;

  private static final int POSTS_PER_CHUNK = 24;
  private static final int MOST_TAGS = 3;

  private final SeedSettings settings;
  private final Vocabulary words;
  private final People people;
  private final RowRandom random;
  private final RowRandom sentences;
  private final int today;
  private final BlockCounts published;
  private final BlockCounts tags;
  private final double[] tagShares;
  private final List<Phrase> topics;
  private final List<Phrase> headings;
  private final List<Phrase> openers;
  private final List<Phrase> clauses;
  private final List<Phrase> tails;
  private final List<Phrase> items;
  private final List<Phrase> code;

  BlogTables(SeedSettings settings, Vocabulary words, People people) {
    this.settings = settings;
    this.words = words;
    this.people = people;
    this.random = new RowRandom(settings.randomSeed(), "blog");
    this.sentences = new RowRandom(settings.randomSeed(), "blog sentences");
    this.today = (int) settings.asOf().toEpochDay();
    int count = settings.count();
    this.published = new BlockCounts(random, 1, count, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    this.tags =
        new BlockCounts(
            random, 2, count, MOST_TAGS, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3,
            3);
    this.tagShares = Zipf.cumulative(words.tags().size(), 1);
    this.topics = words.items("blog-topics").stream().map(Phrase::new).toList();
    this.headings = words.phrases("blog-headings");
    this.openers = words.items("blog-openers").stream().map(Phrase::new).toList();
    this.clauses = words.phrases("blog-clauses");
    this.tails = words.phrases("blog-tails");
    this.items = words.phrases("blog-items");
    this.code = words.phrases("blog-code");
  }

  List<SeedTable> tables() {
    return List.of(
        SeedTable.table("blog_post", 3)
            .identity("post_id")
            .columns(
                "post_id",
                "author_id",
                "title",
                "publication_date",
                "topic",
                "cover_image_url",
                "content",
                "reading_time_minutes",
                "status",
                "created_at",
                "updated_at",
                "version")
            .after("employee")
            .unitsPerChunk(POSTS_PER_CHUNK)
            .rows(settings.count(), (unit, out) -> post(unit + 1, out)),
        SeedTable.table("tag", 3)
            .identity("tag_id")
            .columns("tag_id", "name", "created_at", "updated_at", "version")
            .rows(
                words.tags().size(),
                (unit, out) ->
                    out.number(unit + 1)
                        .text(words.tags().get(unit).name())
                        .unedited(CatalogueTables.LISTS_CREATED, CatalogueTables.LISTS_CREATED)
                        .endRow()),
        SeedTable.table("post_tag", 3)
            .key("post_id", "tag_id")
            .columns("post_id", "tag_id")
            .after("blog_post", "tag")
            .rows(settings.count(), (unit, out) -> tagsOf(unit + 1, out)));
  }

  /** Return the tags that a post is about, most important first: as many as a post can have. */
  private int[] tagIds(int post) {
    int[] ids = new int[MOST_TAGS];
    int found = 0;
    for (int column = 10; found < MOST_TAGS; column++) {
      int id = Zipf.draw(tagShares, random.unit(post, column));
      if (Arrays.stream(ids, 0, found).noneMatch(known -> known == id)) {
        ids[found++] = id;
      }
    }
    return ids;
  }

  private void tagsOf(int post, CopyBuffer out) {
    int[] ids = tagIds(post);
    for (int i = 0; i < tags.count(post - 1); i++) {
      out.number(post).number(ids[i]).endRow();
    }
  }

  private void post(int post, CopyBuffer out) {
    Tag tag = words.tags().get(tagIds(post)[0] - 1);
    boolean isPublished = published.count(post - 1) == 1;
    boolean draft = !isPublished && random.chance(post, 3, 50);
    long created = (today - random.between(post, 4, 4, 720)) * (long) DAY + time(post, 5);
    out.number(post).number(people.author(random.below(post, 6, people.authors()))).next();
    pick(words.templates("blog-titles"), post, 7).appendTo(out, tag.spelled());
    if (draft) {
      out.none();
    } else {
      out.moment(publication(post, created, isPublished));
    }
    out.text(pick(topics, post, 8));
    if (random.chance(post, 9, 75)) {
      out.code("https://pictures.example.org/covers/").append(post).append(".jpg");
    } else {
      out.none();
    }
    Text text = new Text(post, tag.spelled(), out.next());
    text.writeAll();
    out.number(ReadingTime.minutes(text.words))
        .code(isPublished ? "published" : draft ? "draft" : "archived")
        .unedited(created, created)
        .endRow();
  }

  /** Posts appear the day after they were written; a few wait for a day to come. */
  private long publication(int post, long created, boolean isPublished) {
    boolean waits = isPublished && random.chance(post, 30, 1);
    return waits
        ? (today + random.between(post, 31, 1, 30)) * (long) DAY + time(post, 32)
        : (created / DAY + 1) * DAY + time(post, 32);
  }

  private int time(int post, int column) {
    return DAY_BEGINS + random.below(post, column, DAY_LASTS);
  }

  private <T> T pick(List<T> all, int post, int column) {
    return all.get(random.below(post, column, all.size()));
  }

  /** The text of one post as it grows: CommonMark, its words counted on the way. */
  private final class Text {

    private final int post;
    private final Phrase subject;
    private final CopyBuffer content;
    private int words;
    private int draws;

    Text(int post, Phrase subject, CopyBuffer content) {
      this.post = post;
      this.subject = subject;
      this.content = content;
    }

    void writeAll() {
      int length = sentences.between(post, draws++, FEWEST_WORDS, MOST_WORDS) - OVERSHOOT;
      sentence("blog-leads");
      paragraph(2);
      int firstHeading = sentences.below(post, draws++, headings.size());
      for (int section = 0; words < length; section++) {
        content.appendNewLine().appendNewLine().append("## ");
        words++;
        say(headings.get((firstHeading + section) % headings.size()));
        content.appendNewLine().appendNewLine();
        sentence("blog-subjects");
        for (int i = 0; i < 4 && words < length; i++) {
          paragraph(1);
        }
        if (words < length && section % 3 == 1) {
          list();
        } else if (words < length && section % 3 == 2) {
          content.appendNewLine().appendNewLine();
          say(draw(code));
        }
      }
    }

    private void sentence(String section) {
      Template template = draw(BlogTables.this.words.templates(section));
      template.appendTo(content, subject);
      words += template.words(subject);
    }

    private void paragraph(int sentenceCount) {
      for (int i = 0; i < sentenceCount; i++) {
        content.appendSpace();
        say(draw(openers));
        content.appendSpace();
        say(draw(clauses));
        content.append(", ");
        say(draw(tails));
        content.append(".");
      }
    }

    private void list() {
      content.appendNewLine();
      int first = sentences.below(post, draws++, items.size());
      for (int i = 0; i < 3; i++) {
        content.appendNewLine().append("- ");
        words++;
        say(items.get((first + i) % items.size()));
        content.append(i < 2 ? ";" : ".");
      }
    }

    private void say(Phrase phrase) {
      phrase.appendTo(content);
      words += phrase.words();
    }

    private <T> T draw(List<T> all) {
      return all.get(sentences.below(post, draws++, all.size()));
    }
  }
}
