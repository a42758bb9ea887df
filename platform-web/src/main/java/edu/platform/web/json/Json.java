package edu.platform.web.json;

import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.accounts.AccountSummary;
import edu.platform.core.accounts.Benefit;
import edu.platform.core.accounts.PasswordResets;
import edu.platform.core.accounts.Profile;
import edu.platform.core.accounts.PublicAccount;
import edu.platform.core.accounts.SignedIn;
import edu.platform.core.accounts.SigningKeys;
import edu.platform.core.audit.AuditEntry;
import edu.platform.core.audit.AuditedMember;
import edu.platform.core.blog.Post;
import edu.platform.core.blog.PostAuthor;
import edu.platform.core.blog.PostSummary;
import edu.platform.core.blog.Tag;
import edu.platform.core.career.CareerStudent;
import edu.platform.core.career.Company;
import edu.platform.core.career.JobApplication;
import edu.platform.core.catalog.Category;
import edu.platform.core.catalog.CourseCard;
import edu.platform.core.catalog.CourseStatistics;
import edu.platform.core.catalog.CourseSummary;
import edu.platform.core.catalog.CourseTopic;
import edu.platform.core.catalog.CourseType;
import edu.platform.core.catalog.Named;
import edu.platform.core.catalog.NextRun;
import edu.platform.core.catalog.Offer;
import edu.platform.core.catalog.Participant;
import edu.platform.core.catalog.Project;
import edu.platform.core.catalog.Run;
import edu.platform.core.catalog.TeacherCard;
import edu.platform.core.catalog.TeamMember;
import edu.platform.core.catalog.Topic;
import edu.platform.core.feedback.Certificate;
import edu.platform.core.feedback.CertificateCheck;
import edu.platform.core.feedback.Review;
import edu.platform.core.purchases.PaymentEvent;
import edu.platform.core.purchases.Purchase;
import edu.platform.core.purchases.PurchaseStatus;
import edu.platform.core.reports.PurchaseRow;
import edu.platform.core.reports.RevenueMonth;
import edu.platform.core.reports.TopCourse;
import edu.platform.core.staff.Employee;
import edu.platform.core.staff.StaffRole;
import edu.platform.core.staff.TaughtCourse;
import edu.platform.core.staff.TeacherProfile;
import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes what the core returns as UTF-8 JSON, by adapters that are generated when this is compiled.
 * The core's records are the shape of the API: OpenAPI's contract test notices when one changes.
 */
@io.avaje.jsonb.Json.Import(
    value = {
      AccountSummary.class,
      AuditEntry.class,
      AuditedMember.class,
      Benefit.class,
      CareerStudent.class,
      Category.class,
      Certificate.class,
      CertificateCheck.class,
      Company.class,
      CourseCard.class,
      CourseStatistics.class,
      CourseSummary.class,
      CourseTopic.class,
      CourseType.class,
      Employee.class,
      JobApplication.class,
      Money.class,
      Named.class,
      NextRun.class,
      Offer.class,
      Participant.class,
      PasswordResets.Reset.class,
      PaymentEvent.class,
      Post.class,
      PostAuthor.class,
      PostSummary.class,
      Profile.class,
      Project.class,
      PublicAccount.class,
      Purchase.class,
      PurchaseRow.class,
      RevenueMonth.class,
      Review.class,
      Run.class,
      SignedIn.class,
      SigningKeys.PublicKey.class,
      SigningKeys.PublicKeys.class,
      StaffRole.class,
      Tag.class,
      TaughtCourse.class,
      TeacherCard.class,
      TeacherProfile.class,
      TeamMember.class,
      TopCourse.class,
      Topic.class
    },
    jsonSettings = @io.avaje.jsonb.Json(naming = io.avaje.jsonb.Json.Naming.LowerUnderscore))
public final class Json {

  private final Jsonb jsonb =
      Jsonb.builder()
          .serializeNulls(true)
          .serializeEmpty(true)
          .add(PurchaseStatus.class, new CodeAdapter<>(PurchaseStatus::code))
          .build();

  /**
   * Return what writes records.
   *
   * @return the adapters
   */
  public Jsonb jsonb() {
    return jsonb;
  }

  /**
   * Write one object.
   *
   * @param value a record of the core
   * @return UTF-8 JSON
   */
  public byte[] object(Object value) {
    return jsonb.toJsonBytes(value);
  }

  /**
   * Write a page of a list.
   *
   * @param type of the rows
   * @param page the rows
   * @param cursor of the next page, if there is one
   * @param <T> what a row is
   * @return {@code {"items": [...], "next_cursor": ...}}
   */
  public <T> byte[] page(Class<T> type, Page<T> page, Optional<String> cursor) {
    return list(type, page.items(), cursor);
  }

  /**
   * Write a whole list.
   *
   * @param type of the rows
   * @param items the rows
   * @param <T> what a row is
   * @return {@code {"items": [...], "next_cursor": null}}
   */
  public <T> byte[] list(Class<T> type, List<T> items) {
    return list(type, items, Optional.empty());
  }

  /**
   * Find the cursor that a list ends with, without parsing it.
   *
   * @param list what {@link #page} or {@link #list} wrote
   * @return the cursor, or empty on the last page
   */
  public static Optional<String> nextCursor(byte[] list) {
    // {"items":[...],"next_cursor":"<base64url>"} or ...:null}
    int quote = list.length - 2;
    if (list[quote] != '"') {
      return Optional.empty();
    }
    int start = quote;
    while (list[start - 1] != '"') {
      start--;
    }
    return Optional.of(new String(list, start, quote - start, StandardCharsets.US_ASCII));
  }

  /** Writes a value by its code; the API reads bodies in another way. */
  private record CodeAdapter<T>(Function<T, String> code) implements JsonAdapter<T> {

    @Override
    public void toJson(JsonWriter writer, T value) {
      writer.value(code.apply(value));
    }

    @Override
    public T fromJson(JsonReader reader) {
      throw new UnsupportedOperationException("bodies are read member by member");
    }
  }

  private <T> byte[] list(Class<T> type, List<T> items, Optional<String> cursor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
    try (JsonWriter writer = jsonb.writer(out)) {
      writer.beginObject();
      writer.name("items");
      jsonb.type(type).list().toJson(items, writer);
      writer.name("next_cursor");
      writer.value(cursor.orElse(null));
      writer.endObject();
    }
    return out.toByteArray();
  }
}
