/**
 * Reports (requirements R9.2 and section 7): a query and a record each, no types of other features.
 * Reads the tables of all features, owns none.
 */
package edu.platform.core.reports;
