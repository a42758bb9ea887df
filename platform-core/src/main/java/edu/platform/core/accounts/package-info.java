/** Accounts (requirement V). Owns the table {@code users}. Depends on no other feature. */
package edu.platform.core.accounts;
