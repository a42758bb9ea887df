package edu.platform.core.accounts;

import edu.platform.core.RefusedException;
import edu.platform.core.change.Change;
import java.util.List;

/**
 * What a feature keeps about people. Every feature with such rows implements it, so that exports
 * and erasures (requirement R10.6) are complete without this feature knowing the others.
 */
public interface PersonalRecords {

  /**
   * Return the tables with rows about a person.
   *
   * @return each once, of all features together
   */
  List<PersonalTable> tables();

  /**
   * Remove what is personal, or refuse, in the transaction that erases the account. The row of the
   * account is held.
   *
   * @param change that is under way
   * @param accountId whose
   * @throws RefusedException if something has to be settled first
   */
  void erase(Change change, int accountId);
}
