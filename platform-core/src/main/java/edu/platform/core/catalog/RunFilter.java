package edu.platform.core.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a list of runs is narrowed to; all parts that are present must hold.
 *
 * @param courseId of the course
 * @param from earliest start
 * @param to latest start
 * @param state where the run is in its life
 */
public record RunFilter(
    Optional<Integer> courseId,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<RunState> state) {}
