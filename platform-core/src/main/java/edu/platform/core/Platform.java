package edu.platform.core;

import edu.platform.core.access.Authority;
import edu.platform.core.accounts.AccessTokens;
import edu.platform.core.accounts.Accounts;
import edu.platform.core.accounts.Benefits;
import edu.platform.core.accounts.FirstAdmin;
import edu.platform.core.accounts.LoginThrottle;
import edu.platform.core.accounts.PasswordChanges;
import edu.platform.core.accounts.PasswordResets;
import edu.platform.core.accounts.Passwords;
import edu.platform.core.accounts.PersonalData;
import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.Profiles;
import edu.platform.core.accounts.RefreshTokens;
import edu.platform.core.accounts.Registration;
import edu.platform.core.accounts.SignIn;
import edu.platform.core.accounts.SigningKeys;
import edu.platform.core.accounts.internal.AccountRecords;
import edu.platform.core.audit.AuditLog;
import edu.platform.core.audit.internal.AuditRecords;
import edu.platform.core.blog.Blog;
import edu.platform.core.blog.internal.BlogRecords;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.career.CareerCentre;
import edu.platform.core.career.internal.CareerRecords;
import edu.platform.core.catalog.Catalog;
import edu.platform.core.catalog.CatalogEditing;
import edu.platform.core.change.Changes;
import edu.platform.core.config.CacheConfig;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.config.PlatformConfig;
import edu.platform.core.config.SalesConfig;
import edu.platform.core.config.TokenConfig;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.feedback.Feedback;
import edu.platform.core.feedback.internal.FeedbackRecords;
import edu.platform.core.purchases.Sales;
import edu.platform.core.purchases.internal.PurchaseRecords;
import edu.platform.core.reports.Reports;
import edu.platform.core.reports.SalesReports;
import edu.platform.core.staff.Staff;
import edu.platform.core.staff.Teachers;
import edu.platform.core.staff.internal.StaffRecords;
import io.helidon.config.Config;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole platform, wired by hand: the only class that knows every implementation. Built in
 * order, closed in reverse.
 */
public final class Platform implements AutoCloseable {

  private static final Sql PING = Sql.named("platform.ping", "SELECT 1 AS one");

  private final PlatformTime time;
  private final String currency;
  private final MeterRegistry metrics;
  private final Database database;
  private final Optional<Database> replica;
  private final DocumentCache documents;
  private final Authority authority;
  private final Catalog catalog;
  private final SigningKeys signingKeys;
  private final AccessTokens tokens;
  private final Registration registration;
  private final RefreshTokens refreshTokens;
  private final FirstAdmin firstAdmin;
  private final SignIn signIn;
  private final PasswordChanges passwordChanges;
  private final PasswordResets passwordResets;
  private final Accounts accounts;
  private final Blog blog;
  private final CatalogEditing catalogEditing;
  private final Benefits benefits;
  private final PersonalData personalData;
  private final Profiles profiles;
  private final Reports reports;
  private final Sales sales;
  private final SalesReports salesReports;
  private final Staff staff;
  private final Teachers teachers;
  private final Feedback feedback;
  private final CareerCentre careerCentre;
  private final AuditLog auditLog;

  private Platform(Config config, Clock clock) {
    PlatformConfig platform = PlatformConfig.from(config.get("platform"));
    DatabaseConfig leader = DatabaseConfig.from(config.get("pg"));
    TokenConfig signing = TokenConfig.from(config.get("jwt"));
    Optional<DatabaseConfig> follower = DatabaseConfig.replica(config.get("pg"));
    CacheConfig cache = CacheConfig.from(config.get("redis"), config.get("cache"));
    SalesConfig selling = SalesConfig.from(config);
    this.time = new PlatformTime(clock, platform.zone());
    this.currency = platform.currency();
    // Helidon's registries all write to one set of meters; only the global one has a Prometheus
    // form.
    this.metrics = MetricsFactory.getInstance().globalRegistry(MetricsConfig.create());
    this.signingKeys = SigningKeys.open(signing.keysDir());
    this.database = Database.open(leader);
    this.replica = follower.map(Database::open);
    this.documents = new DocumentCache(cache, clock, platform.zone(), metrics);
    this.authority = new Authority(database);
    Changes changes = new Changes(database, time);
    this.catalog = new Catalog(database, time);
    this.tokens = new AccessTokens(signingKeys, signing, clock);
    Passwords passwords = new Passwords();
    LoginThrottle throttle = new LoginThrottle(database, changes, time);
    this.registration = new Registration(changes, passwords);
    this.firstAdmin = new FirstAdmin(database, changes, passwords);
    this.refreshTokens = new RefreshTokens(changes, tokens);
    this.signIn = new SignIn(database, changes, throttle, refreshTokens, passwords);
    this.passwordChanges = new PasswordChanges(database, changes, throttle, tokens, passwords);
    this.passwordResets = new PasswordResets(database, changes, time, passwords);
    this.accounts = new Accounts(database);
    this.blog = new Blog(database, changes, time);
    this.catalogEditing = new CatalogEditing(database, changes, time, documents);
    this.benefits = new Benefits(database, changes);
    this.personalData = new PersonalData(database, changes, time, personalRecords());
    this.profiles = new Profiles(database, changes, documents);
    this.reports = new Reports(database);
    this.sales = new Sales(database, changes, time, documents, selling);
    this.salesReports = new SalesReports(replica.orElse(database), time, currency);
    this.staff = new Staff(database, changes, documents);
    this.teachers = new Teachers(database, changes, documents);
    this.feedback = new Feedback(database, changes, documents);
    this.careerCentre = new CareerCentre(database, changes, time, documents);
    this.auditLog = new AuditLog(database, time);
  }

  /**
   * Build the platform. Neither the database nor Redis has to answer yet.
   *
   * @param config all settings; the nodes {@code pg}, {@code redis}, {@code cache}, {@code jwt},
   *     {@code platform}, {@code order} and {@code payment} are read
   * @return the open platform, to be closed by the caller
   * @throws PlatformException {@code INVALID_CONFIGURATION} if a setting is wrong; the message
   *     names it
   */
  public static Platform start(Config config) {
    return new Platform(config, Clock.systemUTC());
  }

  /**
   * Return what tells the time.
   *
   * @return a clock in UTC, and the platform's zone
   */
  public PlatformTime time() {
    return time;
  }

  /**
   * Return what confirms who a viewer is.
   *
   * @return the authority
   */
  public Authority authority() {
    return authority;
  }

  /**
   * Return the currency of all amounts (requirement R10.10).
   *
   * @return ISO 4217 code
   */
  public String currency() {
    return currency;
  }

  /**
   * Return where counters are kept.
   *
   * @return the registry of the process
   */
  public MeterRegistry metrics() {
    return metrics;
  }

  /**
   * Return the cache of ready-to-send answers.
   *
   * @return the cache
   */
  public DocumentCache documents() {
    return documents;
  }

  /**
   * Return the catalogue.
   *
   * @return the feature
   */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * Return the care of the catalogue.
   *
   * @return the use cases
   */
  public CatalogEditing catalogEditing() {
    return catalogEditing;
  }

  /**
   * Return the accounts.
   *
   * @return the feature
   */
  public Accounts accounts() {
    return accounts;
  }

  /**
   * Return the blog.
   *
   * @return the feature
   */
  public Blog blog() {
    return blog;
  }

  /**
   * Return what signs and verifies tokens.
   *
   * @return the keys in use
   */
  public SigningKeys signingKeys() {
    return signingKeys;
  }

  /**
   * Return what issues and verifies access tokens.
   *
   * @return the tokens
   */
  public AccessTokens tokens() {
    return tokens;
  }

  /**
   * Return the benefits of accounts.
   *
   * @return the feature
   */
  public Benefits benefits() {
    return benefits;
  }

  /**
   * Return what is kept about people.
   *
   * @return the feature
   */
  public PersonalData personalData() {
    return personalData;
  }

  /**
   * Return the accounts as people see them.
   *
   * @return the feature
   */
  public Profiles profiles() {
    return profiles;
  }

  /**
   * Return what makes accounts.
   *
   * @return the feature
   */
  public Registration registration() {
    return registration;
  }

  /**
   * Return what gives a database its first admin.
   *
   * @return the feature
   */
  public FirstAdmin firstAdmin() {
    return firstAdmin;
  }

  /**
   * Return what signs people in.
   *
   * @return the feature
   */
  public SignIn signIn() {
    return signIn;
  }

  /**
   * Return what keeps people signed in.
   *
   * @return the feature
   */
  public RefreshTokens refreshTokens() {
    return refreshTokens;
  }

  /**
   * Return what changes the passwords of those who know them.
   *
   * @return the feature
   */
  public PasswordChanges passwordChanges() {
    return passwordChanges;
  }

  /**
   * Return what changes the passwords of those who forgot them.
   *
   * @return the feature
   */
  public PasswordResets passwordResets() {
    return passwordResets;
  }

  /**
   * Return the reports.
   *
   * @return the feature
   */
  public Reports reports() {
    return reports;
  }

  /**
   * Return the sale of places.
   *
   * @return the feature
   */
  public Sales sales() {
    return sales;
  }

  /**
   * Return the reports of sales.
   *
   * @return the feature
   */
  public SalesReports salesReports() {
    return salesReports;
  }

  /**
   * Return the staff.
   *
   * @return the feature
   */
  public Staff staff() {
    return staff;
  }

  /**
   * Return the teachers.
   *
   * @return the feature
   */
  public Teachers teachers() {
    return teachers;
  }

  /**
   * Return what comes of courses.
   *
   * @return the feature
   */
  public Feedback feedback() {
    return feedback;
  }

  /**
   * Return the career centre.
   *
   * @return the feature
   */
  public CareerCentre careerCentre() {
    return careerCentre;
  }

  /**
   * Return the audit log.
   *
   * @return the feature
   */
  public AuditLog auditLog() {
    return auditLog;
  }

  /**
   * Ask the database whether it answers.
   *
   * @throws PlatformException of kind {@code UNAVAILABLE} if it does not, in time
   */
  public void pingDatabase() {
    database.one(PING, Map.of(), row -> row.integer("one"));
  }

  @Override
  public void close() {
    sales.close();
    signingKeys.close();
    documents.close();
    replica.ifPresent(Database::close);
    database.close();
  }

  /** Of every feature that keeps rows about people. */
  private static List<PersonalRecords> personalRecords() {
    return List.of(
        new AccountRecords(),
        new StaffRecords(),
        new PurchaseRecords(),
        new FeedbackRecords(),
        new CareerRecords(),
        new BlogRecords(),
        new AuditRecords());
  }
}
