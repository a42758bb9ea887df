package edu.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  @TempDir Path folder;

  @Test
  void passwordsAreReadAsTheyWereWritten() throws IOException {
    Path file = folder.resolve("credentials");
    Credentials credentials = Credentials.random();

    credentials.write(file);

    assertThat(Credentials.read(file)).isEqualTo(credentials);
  }

  @Test
  void fileIsForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("credentials");

    Credentials.random().write(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder)
        .isDirectoryContaining(file::equals)
        .isDirectoryNotContaining("glob:*.partial");
  }

  @Test
  void passwordsDifferFromEachOther() {
    Credentials one = Credentials.random();
    Credentials other = Credentials.random();

    assertThat(new String[] {one.superuserPassword(), one.ownerPassword(), one.appPassword()})
        .doesNotHaveDuplicates()
        .doesNotContain(other.superuserPassword(), other.ownerPassword(), other.appPassword());
  }

  @Test
  void incompleteFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "owner.password=x\n");

    assertThatThrownBy(() -> Credentials.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("superuser.password");
  }

  @Test
  void textFormShowsNoPassword() {
    Credentials credentials = new Credentials("alpha", "beta", "gamma");

    assertThat(credentials.toString()).doesNotContain("alpha", "beta", "gamma");
  }
}
