package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsIT {

  private Database database;
  private Accounts accounts;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    database = TestDatabase.open();
    accounts = new Accounts(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAccountIsShownWithItsAddressMasked() {
    assertThat(accounts.publicAccount(8))
        .contains(new PublicAccount(8, "Ivan", "Green", "i***@example.org"));
  }

  @Test
  void erasedAndUnknownAccountsDoNotExist() {
    assertThat(accounts.publicAccount(13)).isEmpty();
    assertThat(accounts.publicAccount(Integer.MAX_VALUE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ivan@example.org, i***@example.org",
    "i@example.org, i***@example.org",
    "ёж@пример.рф, ё***@пример.рф",
    "😀a@example.org, 😀***@example.org",
  })
  void onlyTheFirstCharacterOfAnAddressIsShown(String email, String masked) {
    assertThat(PublicAccount.masked(email)).isEqualTo(masked);
  }
}
