/**
 * The one writer of HTML reports, for {@code bench} and for drills: a page of figures, tables and
 * charts that needs no other file and no other host.
 */
package edu.platform.cli.report;
