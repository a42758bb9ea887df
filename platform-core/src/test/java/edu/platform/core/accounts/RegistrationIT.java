package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationIT {

  private static final Sql ACCOUNT =
      Sql.named(
          "test.account",
          """
          SELECT name, surname, birthdate, email, hashed_password, created_at, version
            FROM users
           WHERE account_id = :id
          """);
  private static final Sql COUNT =
      Sql.named("test.count", "SELECT CAST(count(*) AS integer) AS count FROM users");

  @TempDir Path folder;

  private SignInFixture fixture;

  @BeforeEach
  void open() {
    fixture = new SignInFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAccountIsMade() {
    int made =
        fixture.registration.register(
            request("Анна", "Smith", "anna.smith@example.org", SignInFixture.PASSWORD),
            SignInFixture.ANYONE);

    assertThat(fixture.database.one(ACCOUNT, Map.of("id", made), RegistrationIT::texts))
        .contains(
            List.of(
                "Анна",
                "Smith",
                "1990-01-01",
                "anna.smith@example.org",
                "hash of " + SignInFixture.PASSWORD,
                Keys.NOW.toString(),
                "1"));
  }

  @Test
  void anAddressBelongsToOneAccount() {
    int before = accounts();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                fixture.registration.register(
                    request("Ivan", "Green", "ivan@example.org", SignInFixture.PASSWORD),
                    SignInFixture.ANYONE))
        .matches(refusal -> refusal.code().equals("email_taken"))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.CONFLICT);
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void aPasswordMayNotSayWhoseItIs() {
    int before = accounts();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                fixture.registration.register(
                    request("Bartholomew", "Green", "b@example.org", "Bartholomew Green"),
                    SignInFixture.ANYONE))
        .matches(refusal -> refusal.code().equals("validation_failed"));
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void whoIsFourteenTodayMayRegister() {
    assertThat(Registration.lastBirthDate(LocalDate.of(2026, 6, 15))).isEqualTo("2012-06-15");
    assertThat(Registration.lastBirthDate(LocalDate.of(2028, 2, 29))).isEqualTo("2014-02-28");
  }

  private int accounts() {
    return fixture.database.one(COUNT, Map.of(), row -> row.integer("count")).orElseThrow();
  }

  private static Registration.Request request(
      String name, String surname, String email, String password) {
    return new Registration.Request(
        new PersonName(name),
        new PersonName(surname),
        LocalDate.of(1990, 1, 1),
        new EmailAddress(email),
        password);
  }

  private static List<String> texts(Row row) {
    return List.of(
        row.text("name"),
        row.text("surname"),
        row.date("birthdate").toString(),
        row.text("email"),
        row.text("hashed_password"),
        row.instant("created_at").toString(),
        Integer.toString(row.integer("version")));
  }
}
