package edu.platform.core.accounts;

import static edu.platform.core.testing.People.ADMIN;
import static edu.platform.core.testing.People.ANALYST;
import static edu.platform.core.testing.People.CUSTOMER;
import static edu.platform.core.testing.People.STRANGER;
import static edu.platform.core.testing.People.SUPPORT;
import static edu.platform.core.testing.People.TEACHER;
import static edu.platform.core.testing.Refusals.assertRefused;
import static edu.platform.core.testing.Refusals.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.People;
import edu.platform.core.testing.Rows;
import edu.platform.core.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what of an account, and who changes it (requirement R5.3, sections 5 and 8). */
class ProfilesIT {

  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final ExpectedVersion FIRST = ExpectedVersion.oneOf(Set.of(1));
  private static final PageRequest PAGE = new PageRequest(100, Optional.empty());

  private Database database;
  private DocumentCache documents;
  private Profiles profiles;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    People.insert();
    database = TestDatabase.open();
    documents = People.cache();
    profiles = new Profiles(database, new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterEach
  void close() {
    documents.close();
    database.close();
  }

  @Test
  void theOwnerSeesAllOfIt() {
    assertThat(profiles.profile(CUSTOMER, 904))
        .isEqualTo(
            new Profile(
                904,
                "Карл",
                "Клиентов",
                Optional.of(LocalDate.of(1994, 5, 17)),
                1994,
                "carl@example.org",
                Optional.of("+79990001122"),
                Optional.of("11223344595"),
                Optional.of("https://pictures.example.org/carl.png"),
                Optional.empty(),
                MADE,
                MADE,
                1));
  }

  @Test
  void supportSeesNoPersonalValueInFull() {
    assertThat(profiles.profile(SUPPORT, 904)).isEqualTo(masked("c***@example.org"));
  }

  @Test
  void anAdminSeesTheAddressInFullAndNoMore() {
    assertThat(profiles.profile(ADMIN, 904)).isEqualTo(masked("carl@example.org"));
  }

  @Test
  void ownersAmongTheStaffSeeTheirOwnInFull() {
    assertThat(profiles.profile(SUPPORT, 902).birthDate()).contains(LocalDate.of(1981, 1, 1));
    assertThat(profiles.profile(SUPPORT, 902).email()).isEqualTo("sam@example.org");
  }

  @Test
  void forOthersThereIsNoSuchAccount() {
    for (Viewer other : List.of(STRANGER, ANALYST, TEACHER, Viewer.anonymous("r"))) {
      assertRefused("not_found", () -> profiles.profile(other, 904));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 999, Integer.MAX_VALUE})
  void erasedAndUnknownAccountsDoNotExist(int id) {
    assertRefused("not_found", () -> profiles.profile(ADMIN, id));
    assertRefused("not_found", () -> profiles.block(ADMIN, id));
    assertRefused("not_found", () -> profiles.unblock(ADMIN, id));
  }

  @Test
  void theOwnerChangesAllOfItAndTheLogSaysWhichWithoutValues() {
    ProfileEdit edit =
        new ProfileEdit(
            Patch.set(name("Zoë")),
            Patch.set(name("O'Neil-Łuk")),
            Patch.set(LocalDate.of(1990, 2, 3)),
            Patch.set(address("Zoe@Пример.рф")),
            Patch.set(PhoneNumber.parse("+1 202 555 0100")),
            Patch.set(Snils.parse("087-654-303 00")),
            Patch.set(Optional.of("https://pictures.example.org/zoe.png")));

    Profile changed = profiles.change(CUSTOMER, 904, FIRST, edit);

    assertThat(changed)
        .isEqualTo(
            new Profile(
                904,
                "Zoë",
                "O'Neil-Łuk",
                Optional.of(LocalDate.of(1990, 2, 3)),
                1990,
                "zoe@xn--e1afmkfd.xn--p1ai",
                Optional.of("+12025550100"),
                Optional.of("08765430300"),
                Optional.of("https://pictures.example.org/zoe.png"),
                Optional.empty(),
                MADE,
                TestDatabase.TIME.now(),
                2))
        .isEqualTo(profiles.profile(CUSTOMER, 904));
    assertThat(Rows.of(database, "SELECT action || ' ' || entity_id AS value FROM audit_log"))
        .containsExactly("user.changed 904");
    assertThat(
            Rows.of(database, "SELECT DISTINCT e.value FROM audit_log, jsonb_each_text(after) e"))
        .containsExactly("changed");
    assertThat(Rows.of(database, "SELECT jsonb_object_keys(before) AS value FROM audit_log"))
        .containsExactlyInAnyOrder(
            "name",
            "surname",
            "birthdate",
            "email",
            "phone_number",
            "snils_number",
            "profile_picture_url");
  }

  @Test
  void whatIsNotMentionedStaysAndWhatIsOptionalCanBeCleared() {
    Profile before = profiles.profile(CUSTOMER, 904);

    Profile cleared =
        profiles.change(
            CUSTOMER,
            904,
            FIRST,
            new ProfileEdit(
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.set(Optional.empty()),
                Patch.set(Optional.empty()),
                Patch.set(Optional.empty())));

    assertThat(cleared)
        .isEqualTo(
            new Profile(
                904,
                before.name(),
                before.surname(),
                before.birthDate(),
                before.birthYear(),
                before.email(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MADE,
                TestDatabase.TIME.now(),
                2));
  }

  @Test
  void nobodyElseChangesIt() {
    for (Viewer other : List.of(ADMIN, SUPPORT, STRANGER)) {
      assertRefused(
          "not_found", () -> profiles.change(other, 904, ExpectedVersion.ANY, email("a@b.org")));
    }
    assertRefused(
        "unauthenticated",
        () -> {
          TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = 904");
          profiles.change(CUSTOMER, 904, ExpectedVersion.ANY, email("a@b.org"));
        });
    assertThat(Rows.of(database, "SELECT email AS value FROM users WHERE account_id = 904"))
        .containsExactly("carl@example.org");
  }

  @Test
  void anEditOfAnotherVersionIsStale() {
    assertRefused(
        "stale_etag",
        () -> profiles.change(CUSTOMER, 904, ExpectedVersion.oneOf(Set.of(2)), email("a@b.org")));
  }

  @Test
  void addressesAndNumbersOfOthersAreTaken() {
    assertRefused(
        "email_taken", () -> profiles.change(CUSTOMER, 904, FIRST, email("STAN@example.org")));
    assertRefused(
        "snils_taken",
        () ->
            profiles.change(
                STRANGER,
                905,
                FIRST,
                new ProfileEdit(
                    Patch.keep(),
                    Patch.keep(),
                    Patch.keep(),
                    Patch.keep(),
                    Patch.keep(),
                    Patch.set(Snils.parse("11223344595")),
                    Patch.keep())));
    assertThat(Rows.of(database, "SELECT action AS value FROM audit_log")).isEmpty();

    assertThat(profiles.change(CUSTOMER, 904, FIRST, email("carl@example.org")).version())
        .as("one's own address is no other's")
        .isEqualTo(2);
  }

  @Test
  void theCardsOfCoursesForgetATeachersOldName() {
    ProfileEdit rename =
        new ProfileEdit(
            Patch.set(name("Инна")),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep());

    assertThat(
            People.forgotten(
                documents, () -> profiles.change(TEACHER, 1, ExpectedVersion.ANY, rename)))
        .containsExactly(3, 7);
    assertThat(
            People.forgotten(
                documents,
                () -> profiles.change(TEACHER, 1, ExpectedVersion.ANY, email("new@example.org"))))
        .as("addresses are on no card")
        .isEmpty();
  }

  @Test
  void supportFindsPeopleByTheBeginningOfSurnameOrAddress() {
    assertThat(found(SUPPORT, Optional.empty(), Optional.of("КЛИ"))).containsExactly(904);
    assertThat(found(SUPPORT, Optional.of("CARL@ex"), Optional.empty())).containsExactly(904);
    assertThat(found(SUPPORT, Optional.of("carl@"), Optional.of("Stra"))).isEmpty();
    assertThat(found(SUPPORT, Optional.of("%"), Optional.empty())).isEmpty();
    assertThat(found(SUPPORT, Optional.empty(), Optional.of("_"))).isEmpty();
    assertThat(found(SUPPORT, Optional.empty(), Optional.empty()))
        .as("all that are not erased, by id")
        .contains(1, 12, 905)
        .doesNotContain(13)
        .isSorted();
  }

  @Test
  void theSearchMasksAddressesUnlessAnAdminAsks() {
    Optional<String> carl = Optional.of("carl");

    assertThat(profiles.accounts(SUPPORT, carl, Optional.empty(), PAGE).items())
        .containsExactly(
            new AccountSummary(
                904, "Карл", "Клиентов", "c***@example.org", Optional.empty(), MADE));
    assertThat(profiles.accounts(ADMIN, carl, Optional.empty(), PAGE).items().getFirst().email())
        .isEqualTo("carl@example.org");
    for (Viewer other : List.of(CUSTOMER, ANALYST, TEACHER)) {
      assertRefused("forbidden", () -> profiles.accounts(other, carl, Optional.empty(), PAGE));
    }
  }

  @Test
  void theSearchGoesOnWhereAPageEnded() {
    List<Integer> seen = new ArrayList<>();
    PageRequest next = new PageRequest(5, Optional.empty());
    while (next != null) {
      Page<AccountSummary> page =
          profiles.accounts(SUPPORT, Optional.empty(), Optional.empty(), next);
      page.items().forEach(item -> seen.add(item.id()));
      next = page.next().map(after -> new PageRequest(5, Optional.of(after))).orElse(null);
    }

    assertThat(seen).isEqualTo(found(SUPPORT, Optional.empty(), Optional.empty()));
  }

  @Test
  void blockingEndsWhatIsSignedInAndCanBeTakenBack() {
    People.signIn(904);
    People.signIn(905);

    Profile blocked = profiles.block(ADMIN, 904);

    assertThat(blocked.blockedAt()).contains(TestDatabase.TIME.now());
    assertThat(blocked.version()).isEqualTo(2);
    assertThat(signedIn()).containsExactly("905");
    assertThat(profiles.block(ADMIN, 904)).as("blocked already").isEqualTo(blocked);

    Profile unblocked = profiles.unblock(ADMIN, 904);

    assertThat(unblocked.blockedAt()).isEmpty();
    assertThat(unblocked.version()).isEqualTo(3);
    assertThat(signedIn()).as("nothing is signed in again").containsExactly("905");
    assertThat(profiles.unblock(ADMIN, 904)).isEqualTo(unblocked);
    assertThat(Rows.of(database, "SELECT action AS value FROM audit_log ORDER BY id"))
        .containsExactly("user.blocked", "user.unblocked");
  }

  @Test
  void onlyAnAdminBlocks() {
    for (Viewer other : List.of(SUPPORT, CUSTOMER, ANALYST)) {
      assertRefused("forbidden", () -> profiles.block(other, 905));
      assertRefused("forbidden", () -> profiles.unblock(other, 905));
    }
  }

  @Test
  void theLastAdminIsNotBlocked() {
    assertRefused("last_admin", () -> profiles.block(ADMIN, 901));

    secondAdmin();

    assertThat(profiles.block(ADMIN, 901).blockedAt()).isPresent();
  }

  @RepeatedTest(5)
  void twoAdminsWhoBlockEachOtherLeaveOne() throws Exception {
    secondAdmin();
    Viewer other = Viewer.of(905, Set.of(), "r");

    assertThat(atOnce(() -> profiles.block(ADMIN, 905), () -> profiles.block(other, 901)))
        .containsOnlyOnce("done")
        .containsAnyOf("last_admin", "unauthenticated");
  }

  private static void secondAdmin() {
    TestDatabase.execute(
        """
        INSERT INTO employee (user_id, role_id, position, hired_on) VALUES (905, 1, 'Too', '2020-01-01')
        """);
  }

  private List<Integer> found(Viewer viewer, Optional<String> email, Optional<String> surname) {
    return profiles.accounts(viewer, email, surname, PAGE).items().stream()
        .map(AccountSummary::id)
        .toList();
  }

  private List<String> signedIn() {
    return Rows.of(database, "SELECT user_id AS value FROM refresh_token WHERE revoked_at IS NULL");
  }

  private static Profile masked(String email) {
    return new Profile(
        904,
        "Карл",
        "Клиентов",
        Optional.empty(),
        1994,
        email,
        Optional.of("+7***22"),
        Optional.of("***-***-*** 95"),
        Optional.of("https://pictures.example.org/carl.png"),
        Optional.empty(),
        MADE,
        MADE,
        1);
  }

  private static ProfileEdit email(String text) {
    return new ProfileEdit(
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(address(text)),
        Patch.keep(),
        Patch.keep(),
        Patch.keep());
  }

  private static PersonName name(String text) {
    return PersonName.parse(text).orElseThrow();
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }
}
