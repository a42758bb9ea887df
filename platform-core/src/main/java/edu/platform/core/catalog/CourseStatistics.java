package edu.platform.core.catalog;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What became of a course (requirements R1.3 and section 7).
 *
 * @param courseId of the course
 * @param buyersCount different users with a paid purchase
 * @param graduatesCount certificates that are not revoked
 * @param hiredCount applications of its students in care that ended in hiring
 * @param reviewsCount reviews
 * @param averageRating of the reviews, half up to two places; empty without any
 */
public record CourseStatistics(
    int courseId,
    long buyersCount,
    long graduatesCount,
    long hiredCount,
    long reviewsCount,
    Optional<BigDecimal> averageRating) {}
