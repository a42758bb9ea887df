/**
 * The only code that executes SQL: queries and transactions for the features, bulk loading for the
 * seeder.
 */
package edu.platform.core.db;
