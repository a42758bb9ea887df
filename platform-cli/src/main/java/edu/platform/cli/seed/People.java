package edu.platform.cli.seed;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is who, by number. Accounts: customers 1..N, teachers N+1..2N, then the office. Employees:
 * teachers 1..N, then mentors and reviewers, who are teachers with a second role, then the office.
 */
final class People {

  /** Accounts are opened in these days, so that everything bought later fits. */
  private static final long FIRST_ACCOUNT = LocalDate.of(2022, 1, 1).toEpochDay();

  private static final int ACCOUNT_DAYS = 540;

  private final RowRandom random;
  private final int count;
  private final int mentors;
  private final int reviewers;
  private final int office;
  private final Map<Integer, String> demoEmails = new TreeMap<>();

  People(SeedSettings settings) {
    this.random = new RowRandom(settings.randomSeed(), "people");
    this.count = settings.count();
    this.mentors = Math.ceilDiv(count, 10);
    this.reviewers = Math.ceilDiv(count, 20);
    int rest = (int) Math.ceilDiv(12L * count, 10L) - count - mentors - reviewers;
    this.office = Math.max(rest, officeRolesNeeded());
    demoEmails.put(1, DemoAccounts.student());
    demoEmails.put(userOfEmployee(1), DemoAccounts.email(Role.TEACHER));
    for (int employee = count + 1; employee <= employees(); employee++) {
      String email = DemoAccounts.email(roleOfEmployee(employee));
      if (!demoEmails.containsValue(email)) {
        demoEmails.putIfAbsent(userOfEmployee(employee), email);
      }
      if (demoEmails.size() == Role.values().length + 1) {
        break;
      }
    }
  }

  /** The five roles of the office itself, and those whose demo account no teacher is left for. */
  private int officeRolesNeeded() {
    return count >= 3 ? 5 : count == 2 ? 6 : 7;
  }

  int users() {
    return 2 * count + office;
  }

  int employees() {
    return count + mentors + reviewers + office;
  }

  int mentors() {
    return mentors;
  }

  int reviewers() {
    return reviewers;
  }

  int office() {
    return office;
  }

  /** Return the account of a teacher of the office, both counted from 0. */
  int officeUser(int index) {
    return 2 * count + 1 + index;
  }

  int mentorEmployee(int index) {
    return count + 1 + index;
  }

  int reviewerEmployee(int index) {
    return count + mentors + 1 + index;
  }

  int userOfEmployee(int employee) {
    int index = employee - 1;
    if (index < count) {
      return count + 1 + index;
    }
    index -= count;
    if (index < mentors) {
      return teacherUser(1 + 10 * index);
    }
    index -= mentors;
    if (index < reviewers) {
      return teacherUser(2 + 20 * index);
    }
    return officeUser(index - reviewers);
  }

  private int teacherUser(int index) {
    return count + 1 + index % count;
  }

  Role roleOfEmployee(int employee) {
    int index = employee - 1;
    if (index < count) {
      return Role.TEACHER;
    }
    index -= count;
    if (index < mentors) {
      return Role.MENTOR;
    }
    index -= mentors;
    return index < reviewers ? Role.REVIEWER : officeRole(index - reviewers);
  }

  private Role officeRole(int index) {
    return switch (index) {
      case 0 -> Role.ADMIN;
      case 1 -> Role.SMM_MANAGER;
      case 2 -> Role.SUPPORT;
      case 3 -> Role.CAREER_MANAGER;
      case 4 -> Role.ANALYST;
      default -> count < 3 ? extraRole(index) : furtherRole(index);
    };
  }

  private Role extraRole(int index) {
    return index == officeRolesNeeded() - 1 ? Role.REVIEWER : Role.MENTOR;
  }

  private static Role furtherRole(int index) {
    if (index % 2 == 1) {
      return Role.SMM_MANAGER;
    }
    if (index % 100 == 0) {
      return Role.ADMIN;
    }
    return switch (index % 10) {
      case 8 -> Role.CAREER_MANAGER;
      case 0 -> Role.ANALYST;
      default -> Role.SUPPORT;
    };
  }

  /** Return how many SMM managers there are: they write the blog. */
  int authors() {
    return count < 3 ? 1 : 1 + Math.max(0, (office - 4) / 2);
  }

  /** Return the employee number of an SMM manager, counted from 0. */
  int author(int index) {
    return count + mentors + reviewers + 1 + (index == 0 ? 1 : 3 + 2 * index);
  }

  /** Return the address of a demo account. */
  Optional<String> demoEmail(int user) {
    return Optional.ofNullable(demoEmails.get(user));
  }

  /** Return when an account was opened, in seconds since 1970. */
  long accountOpened(int user) {
    return (FIRST_ACCOUNT + random.below(user, 1, ACCOUNT_DAYS)) * 86_400L
        + random.between(user, 2, 6 * 3600, 20 * 3600 - 1);
  }
}
