package edu.platform.core.accounts;

import java.util.List;

/**
 * What whoever signed in, or stayed signed in, gets.
 *
 * @param accessToken to be sent with requests
 * @param tokenType how it is sent: {@code Bearer} (RFC 6750)
 * @param expiresIn seconds until it has to be refreshed
 * @param refreshToken to be sent for the next ones, once
 * @param refreshExpiresIn seconds until it is of no use
 * @param userId the account
 * @param roles codes of its employee rows
 */
public record SignedIn(
    String accessToken,
    String tokenType,
    int expiresIn,
    String refreshToken,
    int refreshExpiresIn,
    int userId,
    List<String> roles) {

  /** Copies the list. */
  public SignedIn {
    roles = List.copyOf(roles);
  }

  /** Leaves the tokens out. */
  @Override
  public String toString() {
    return "SignedIn[userId=" + userId + ", roles=" + roles + "]";
  }
}
