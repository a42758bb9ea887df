/** Routes of accounts: registering, signing in, profiles. */
package edu.platform.web.accounts;
