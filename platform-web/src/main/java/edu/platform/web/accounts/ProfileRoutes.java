package edu.platform.web.accounts;

import edu.platform.core.PageRequest;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.accounts.AccountSummary;
import edu.platform.core.accounts.Benefit;
import edu.platform.core.accounts.Benefits;
import edu.platform.core.accounts.EmailAddress;
import edu.platform.core.accounts.PersonName;
import edu.platform.core.accounts.PersonalData;
import edu.platform.core.accounts.PhoneNumber;
import edu.platform.core.accounts.Profile;
import edu.platform.core.accounts.ProfileEdit;
import edu.platform.core.accounts.Profiles;
import edu.platform.core.accounts.Snils;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Accounts as their owners and the staff see and change them, with their benefits. */
public final class ProfileRoutes {

  private static final Access ADMIN = Access.staff();
  private static final Access SUPPORT = Access.staff(Role.SUPPORT);
  private static final Access OWNER_OR_ADMIN = Access.owner();
  private static final Access OWNER_OR_SUPPORT = Access.owner(Role.SUPPORT);

  private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

  private static final Rule<PhoneNumber> PHONE =
      Rules.parsed(
          PhoneNumber.MAX_TEXT_LENGTH,
          PhoneNumber::parse,
          "must be a telephone number: + and 7..15 digits, of which the first is not 0");
  private static final Rule<Snils> SNILS =
      Rules.parsed(
          Snils.MAX_TEXT_LENGTH,
          Snils::parse,
          "must be a SNILS above 001-001-998: 11 digits, of which the last two check the others");

  private final Profiles profiles;
  private final Benefits benefits;
  private final PersonalData personalData;
  private final PlatformTime time;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param profiles accounts
   * @param benefits what entitles accounts to reduced prices
   * @param personalData exports and erases
   * @param time tells who is old enough
   * @param documents writes all of it
   */
  public ProfileRoutes(
      Profiles profiles,
      Benefits benefits,
      PersonalData personalData,
      PlatformTime time,
      Documents documents) {
    this.profiles = profiles;
    this.benefits = benefits;
    this.personalData = personalData;
    this.time = time;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/users/{id}", this::profile).by(OWNER_OR_SUPPORT),
        Endpoint.get("/v1/users/{id}/benefits", this::benefits).by(OWNER_OR_SUPPORT),
        Endpoint.patch("/v1/users/{id}", Access.OWNER, this::change),
        Endpoint.get("/v1/users/{id}/export", this::export).by(OWNER_OR_ADMIN),
        Endpoint.delete("/v1/users/{id}", OWNER_OR_ADMIN, this::erase, Trait.IF_MATCH),
        Endpoint.action("/v1/users/{id}/block", ADMIN, this::block),
        Endpoint.action("/v1/users/{id}/unblock", ADMIN, this::unblock),
        Endpoint.put(
            "/v1/users/{id}/benefits/{course_type_id}",
            SUPPORT,
            this::confirmBenefit,
            Trait.JSON_BODY),
        Endpoint.delete("/v1/users/{id}/benefits/{course_type_id}", SUPPORT, this::withdrawBenefit),
        Endpoint.get("/v1/users", this::search, "email", "surname_prefix", "limit", "cursor")
            .by(SUPPORT));
  }

  private Reply profile(ApiRequest request) {
    return reply(profiles.profile(request.viewer(), request.userIdOnly()));
  }

  private Reply change(ApiRequest request) {
    int id = request.userIdOnly();
    Fields fields = request.fields();
    ProfileEdit edit =
        new ProfileEdit(
            fields.patch("name", AccountRules.name()),
            fields.patch("surname", AccountRules.name()),
            fields.patch("birth_date", AccountRules.birthDate(time.today())),
            fields.patch("email", AccountRules.email()),
            fields.clearable("phone_number", PHONE),
            fields.clearable("snils_number", SNILS),
            fields.clearable("profile_picture_url", Rules.url()));
    fields.check();
    return reply(profiles.change(request.viewer(), id, request.expectedVersion(), edit));
  }

  private Reply block(ApiRequest request) {
    return reply(profiles.block(request.viewer(), request.userIdOnly()));
  }

  private Reply unblock(ApiRequest request) {
    return reply(profiles.unblock(request.viewer(), request.userIdOnly()));
  }

  private Reply search(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<String> email = parameters.text("email", EmailAddress.MAX_LENGTH);
    Optional<String> surname = parameters.text("surname_prefix", PersonName.MAX_LENGTH);
    PageRequest page = parameters.page();
    return documents
        .page(
            AccountSummary.class,
            parameters,
            () -> Optional.of(profiles.accounts(request.viewer(), email, surname, page)))
        .map(found -> Documents.pageReply(request, parameters, found))
        .orElseThrow();
  }

  private Reply export(ApiRequest request) {
    String document = personalData.export(request.viewer(), request.userIdOnly());
    return Reply.json(document.getBytes(StandardCharsets.UTF_8));
  }

  private Reply erase(ApiRequest request) {
    personalData.erase(request.viewer(), request.userIdOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Reply benefits(ApiRequest request) {
    int id = request.userIdOnly();
    return documents
        .list(Benefit.class, () -> Optional.of(benefits.of(request.viewer(), id)))
        .map(Reply::document)
        .orElseThrow();
  }

  private Reply confirmBenefit(ApiRequest request) {
    int id = request.userIdOnly();
    int courseTypeId = request.id("course_type_id");
    Fields fields = request.fields();
    LocalDate validUntil = fields.required("valid_until", Rules.day(time.today(), LAST_DAY));
    fields.check();
    benefits.confirm(request.viewer(), id, courseTypeId, validUntil);
    return Reply.done();
  }

  private Reply withdrawBenefit(ApiRequest request) {
    benefits.withdraw(request.viewer(), request.userIdOnly(), request.id("course_type_id"));
    return Reply.done();
  }

  private Reply reply(Profile profile) {
    return Reply.document(documents.resource(profile, profile.version()));
  }
}
