package edu.platform.web.http;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;

/** Tells who sends a request, from the token that it carries. */
public interface Authenticator {

  /**
   * Verify a token.
   *
   * @param token what follows {@code Bearer}
   * @param requestId of the request, for the audit log
   * @return the account and its roles, as the token says
   * @throws RefusedException {@code unauthenticated} if it is not a valid token of ours
   */
  Viewer verify(String token, String requestId);

  /**
   * Confirm what a token said, for operations about staff, money and accounts.
   *
   * @param viewer as the token says
   * @return the viewer with the roles that it has now
   * @throws RefusedException {@code unauthenticated} if the account is blocked or erased
   */
  Viewer confirm(Viewer viewer);
}
