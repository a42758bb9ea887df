package edu.platform.web;

import edu.platform.core.access.Authority;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.AccessTokens;
import edu.platform.web.http.Authenticator;

/** Knows the tokens that the platform issued. */
record TokenAuthenticator(AccessTokens tokens, Authority authority) implements Authenticator {

  @Override
  public Viewer verify(String token, String requestId) {
    return tokens.verify(token, requestId);
  }

  @Override
  public Viewer confirm(Viewer viewer) {
    return authority.confirm(viewer);
  }
}
