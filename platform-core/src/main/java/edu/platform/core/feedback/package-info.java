/**
 * What becomes of a course once it is over: reviews and certificates (requirement R1.3). Owns the
 * tables {@code course_review}, {@code course_rating} and {@code certificate}; both rest on a
 * purchase that was paid and whose run has finished.
 */
package edu.platform.core.feedback;
