/**
 * The career centre: graduates in care, partner companies, and applications of the ones to the
 * others (requirement VII). Owns the tables {@code career_center_student}, {@code partner_company}
 * and {@code job_application}; rests on certificates.
 *
 * <p>Whatever moves an application locks the account of its student first, then the application,
 * then the company: of two moves that exclude each other the second sees the first.
 */
package edu.platform.core.career;
