package edu.platform.web;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Authority;
import edu.platform.core.access.Viewer;
import edu.platform.web.http.Authenticator;

/** Knows no token as yet: nobody can sign in. */
final class AccessTokens implements Authenticator {

  private final Authority authority;

  AccessTokens(Authority authority) {
    this.authority = authority;
  }

  @Override
  public Viewer verify(String token, String requestId) {
    throw RefusedException.unauthenticated("unauthenticated", "the token is not one of ours");
  }

  @Override
  public Viewer confirm(Viewer viewer) {
    return authority.confirm(viewer);
  }
}
