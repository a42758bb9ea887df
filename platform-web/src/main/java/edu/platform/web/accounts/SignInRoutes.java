package edu.platform.web.accounts;

import edu.platform.core.Platform;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.EmailAddress;
import edu.platform.core.accounts.PasswordChanges;
import edu.platform.core.accounts.PasswordResets;
import edu.platform.core.accounts.Profile;
import edu.platform.core.accounts.Profiles;
import edu.platform.core.accounts.RefreshTokens;
import edu.platform.core.accounts.Registration;
import edu.platform.core.accounts.SignIn;
import edu.platform.core.accounts.SigningKeys;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rules;
import edu.platform.web.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import java.util.Set;

/** Registering, signing in and staying signed in (requirements R5.1, R5.2, R10.12). */
public final class SignInRoutes {

  private static final String USERS = "/v1/users";
  private static final String TOKENS = "/v1/auth/tokens";
  private static final String CURRENT = TOKENS + "/current";
  private static final String RESETS = "/v1/password-resets";
  private static final int MAX_TOKEN_LENGTH = 200;
  private static final int MAX_CODE_LENGTH = 40;

  /** For no cache at all (RFC 6749, section 5.1). */
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-store");

  /** Less than a new key waits before it signs, by more than an instance takes to notice it. */
  private static final Header FOUR_MINUTES =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=240");

  private final Registration registration;
  private final Profiles profiles;
  private final SignIn signIn;
  private final RefreshTokens refreshTokens;
  private final PasswordChanges passwordChanges;
  private final PasswordResets passwordResets;
  private final SigningKeys keys;
  private final PlatformTime time;
  private final Documents documents;
  private final Json json;

  /**
   * Make the routes.
   *
   * @param platform has the use cases
   * @param documents writes the account
   * @param json writes other answers
   */
  public SignInRoutes(Platform platform, Documents documents, Json json) {
    this.registration = platform.registration();
    this.profiles = platform.profiles();
    this.signIn = platform.signIn();
    this.refreshTokens = platform.refreshTokens();
    this.passwordChanges = platform.passwordChanges();
    this.passwordResets = platform.passwordResets();
    this.keys = platform.signingKeys();
    this.time = platform.time();
    this.documents = documents;
    this.json = json;
  }

  /**
   * Return the operations.
   *
   * @return all of registering, signing in and passwords
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(USERS, Access.ANYONE, this::register, Trait.REGISTRATION),
        Endpoint.post(TOKENS, Access.ANYONE, this::signIn),
        Endpoint.post(TOKENS + "/refresh", Access.ANYONE, this::refresh),
        Endpoint.delete(CURRENT, Access.USER, this::signOut),
        Endpoint.delete(TOKENS, Access.USER, this::signOutEverywhere),
        Endpoint.put(USERS + "/{id}/password", Access.OWNER, this::changePassword, Trait.JSON_BODY),
        Endpoint.action(
            USERS + "/{id}/password-resets", Access.staff(Role.SUPPORT), this::createReset),
        Endpoint.post(RESETS, Access.ANYONE, this::resetPassword),
        Endpoint.get("/.well-known/jwks.json", this::publicKeys));
  }

  private Reply register(ApiRequest request) {
    Fields fields = request.fields();
    Registration.Request wanted =
        new Registration.Request(
            fields.required("name", AccountRules.name()),
            fields.required("surname", AccountRules.name()),
            fields.required("birth_date", AccountRules.birthDate(time.today())),
            fields.required("email", AccountRules.email()),
            fields.required("password", AccountRules.newPassword()));
    fields.check();
    int id = registration.register(wanted, request.viewer());
    Viewer owner = Viewer.of(id, Set.of(), request.viewer().requestId());
    Profile profile = profiles.profile(owner, id);
    return Reply.created(USERS + "/" + id, documents.resource(profile, profile.version()))
        .with(NO_STORE);
  }

  private Reply signIn(ApiRequest request) {
    Fields fields = request.fields();
    EmailAddress email = fields.required("email", AccountRules.email());
    String password = fields.required("password", AccountRules.password());
    fields.check();
    return created(signIn.signIn(email, password, request.address(), request.viewer()), CURRENT);
  }

  private Reply refresh(ApiRequest request) {
    Fields fields = request.fields();
    String token = fields.required("refresh_token", Rules.verbatim(MAX_TOKEN_LENGTH));
    fields.check();
    return secret(refreshTokens.refresh(token, request.viewer()));
  }

  private Reply signOut(ApiRequest request) {
    request.parameters();
    refreshTokens.signOut(request.viewer(), request.accessToken());
    return Reply.done();
  }

  private Reply signOutEverywhere(ApiRequest request) {
    request.parameters();
    refreshTokens.signOutEverywhere(request.viewer());
    return Reply.done();
  }

  private Reply changePassword(ApiRequest request) {
    int account = request.userIdOnly();
    Fields fields = request.fields();
    String current = fields.required("current_password", AccountRules.password());
    String wanted = fields.required("new_password", AccountRules.newPassword());
    fields.check();
    passwordChanges.change(
        new PasswordChanges.Owner(
            account, request.viewer(), request.address(), request.accessToken()),
        current,
        wanted);
    return Reply.done();
  }

  private Reply createReset(ApiRequest request) {
    return created(passwordResets.create(request.viewer(), request.userIdOnly()), RESETS);
  }

  private Reply resetPassword(ApiRequest request) {
    Fields fields = request.fields();
    String code = fields.required("code", Rules.text(MAX_CODE_LENGTH));
    String wanted = fields.required("new_password", AccountRules.newPassword());
    fields.check();
    passwordResets.use(code, wanted, request.viewer());
    return Reply.done();
  }

  private Reply publicKeys(ApiRequest request) {
    return Reply.json(json.object(keys.publicKeys())).with(FOUR_MINUTES);
  }

  private Reply created(Object made, String location) {
    return secret(made)
        .with(Status.CREATED_201)
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  private Reply secret(Object body) {
    return Reply.json(json.object(body)).with(NO_STORE);
  }
}
