package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.catalog.internal.CourseSql;
import edu.platform.core.catalog.internal.TopicSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The topics, which courses share, their projects, and their places within courses (requirement
 * R1.2). A teacher may change a topic of a course that he or she teaches, or one that no course
 * has; an admin any.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for whoever may not, {@code not_found} where there is no such row, and {@link PlatformException}
 * with a code of kind {@code UNAVAILABLE} if the database does not answer in time.
 */
public final class Topics {

  /** Projects a topic may have (V1, check of {@code projects_number}). */
  private static final int MAX_PROJECTS = 1_000;

  private static final String TOPIC = "course_topic";
  private static final String PROJECT = "project";

  private final Changes changes;
  private final CourseCards cards;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   * @param documents which forget what was changed
   */
  public Topics(Changes changes, DocumentCache documents) {
    this.changes = requireNonNull(changes, "changes");
    this.cards = new CourseCards(documents);
  }

  /**
   * Make a topic, which no course has yet.
   *
   * @param viewer a teacher
   * @param content its members
   * @return the topic
   */
  public Topic create(Viewer viewer, TopicContent content) {
    return changes.make(
        TopicSql.INSERT.name(),
        viewer,
        change -> {
          change.viewer().require(Role.TEACHER);
          Topic made =
              change
                  .one(TopicSql.INSERT, values(change, content).map(), Catalog::topic)
                  .orElseThrow();
          change.audit("topic.created", TOPIC, made.id(), difference(Optional.empty(), content));
          return made;
        });
  }

  /**
   * Change a topic, in all courses that have it.
   *
   * @param viewer who may
   * @param id of the topic
   * @param expected version that the viewer knows
   * @param edit of its members
   * @return the topic as it is now
   * @throws RefusedException {@code stale_etag}
   */
  public Topic change(
      Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<TopicContent> edit) {
    return changes.make(
        TopicSql.UPDATE.name(),
        viewer,
        change -> {
          Topic topic = lockedForChange(change, id);
          expected.check(topic.version());
          TopicContent before = TopicContent.of(topic);
          TopicContent after = edit.apply(before);
          if (after.equals(before)) {
            return topic;
          }
          change.audit("topic.changed", TOPIC, id, difference(Optional.of(before), after));
          forgetCourses(change, id);
          return change
              .one(TopicSql.UPDATE, values(change, after).with("id", id).map(), Catalog::topic)
              .orElseThrow();
        });
  }

  /**
   * Remove a topic and its projects.
   *
   * @param viewer who may
   * @param id of the topic
   * @param expected version that the viewer knows
   * @throws RefusedException {@code stale_etag}, or {@code in_use} while a course has it
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        TopicSql.DELETE.name(),
        viewer,
        change -> {
          Topic topic = lockedForChange(change, id);
          expected.check(topic.version());
          change.refuseOn(
              "course_topic_association_topic_id_fk",
              () ->
                  RefusedException.conflict(
                      "in_use", "topic " + id + " is part of courses: take it out of them first"));
          change.audit(
              "topic.deleted",
              TOPIC,
              id,
              Difference.none()
                  .removed("name", topic.name())
                  .removed("projects_number", topic.projectsNumber()));
          return change.execute(TopicSql.DELETE, Map.of("id", id));
        });
  }

  /**
   * Make a project of a topic.
   *
   * @param viewer who may change the topic
   * @param topicId of the topic
   * @param content its members
   * @return the project
   * @throws RefusedException {@code validation_failed} if the topic has as many as it may have
   */
  public Project createProject(Viewer viewer, int topicId, ProjectContent content) {
    return changes.make(
        TopicSql.INSERT_PROJECT.name(),
        viewer,
        change -> {
          Topic topic = lockedForChange(change, topicId);
          if (topic.projectsNumber() == MAX_PROJECTS) {
            throw RefusedException.invalid(
                "validation_failed",
                "id",
                "is of a topic with " + MAX_PROJECTS + " projects, as many as there may be");
          }
          Project made =
              change
                  .one(
                      TopicSql.INSERT_PROJECT,
                      values(change, content).with("topic_id", topicId).map(),
                      Catalog::project)
                  .orElseThrow();
          moveProjectsNumber(change, topicId, 1);
          change.audit(
              "project.created", PROJECT, made.id(), difference(Optional.empty(), content));
          return made;
        });
  }

  /**
   * Change a project.
   *
   * @param viewer who may change its topic
   * @param id of the project
   * @param expected version that the viewer knows
   * @param edit of its members
   * @return the project as it is now
   * @throws RefusedException {@code stale_etag}
   */
  public Project changeProject(
      Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<ProjectContent> edit) {
    return changes.make(
        TopicSql.UPDATE_PROJECT.name(),
        viewer,
        change -> {
          Project project = lockedProject(change, id);
          expected.check(project.version());
          ProjectContent before = ProjectContent.of(project);
          ProjectContent after = edit.apply(before);
          if (after.equals(before)) {
            return project;
          }
          change.audit("project.changed", PROJECT, id, difference(Optional.of(before), after));
          return change
              .one(
                  TopicSql.UPDATE_PROJECT,
                  values(change, after).with("project_id", id).map(),
                  Catalog::project)
              .orElseThrow();
        });
  }

  /**
   * Remove a project.
   *
   * @param viewer who may change its topic
   * @param id of the project
   * @param expected version that the viewer knows
   * @throws RefusedException {@code stale_etag}
   */
  public void deleteProject(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        TopicSql.DELETE_PROJECT.name(),
        viewer,
        change -> {
          Project project = lockedProject(change, id);
          expected.check(project.version());
          change.audit(
              "project.deleted", PROJECT, id, Difference.none().removed("name", project.name()));
          moveProjectsNumber(change, project.topicId(), -1);
          return change.execute(TopicSql.DELETE_PROJECT, Map.of("project_id", id));
        });
  }

  /**
   * Give a topic a place within a course, or another one.
   *
   * @param viewer a teacher of the course, or an admin
   * @param courseId of the course
   * @param topicId of the topic
   * @param ordinal 1 to 500; topics with equal ones are ordered by id
   */
  public void setInCourse(Viewer viewer, CourseId courseId, int topicId, int ordinal) {
    changes.make(
        CourseSql.SET_TOPIC.name(),
        viewer,
        change -> {
          LockedCourse course = lockedForTopics(change, courseId);
          Optional<Integer> before = place(change, courseId, topicId);
          change.refuseOn(
              "course_topic_association_topic_id_fk",
              () -> RefusedException.notFound("topic " + topicId));
          if (!before.equals(Optional.of(ordinal))) {
            change.execute(
                CourseSql.SET_TOPIC,
                Map.of("course_id", courseId.value(), "topic_id", topicId, "ordinal", ordinal));
            audit(change, course, topicId, before, Optional.of(ordinal));
          }
          return course;
        });
  }

  /**
   * Take a topic out of a course.
   *
   * @param viewer a teacher of the course, or an admin
   * @param courseId of the course
   * @param topicId of the topic
   * @throws RefusedException {@code last_topic} if a course on sale would have none (invariant I12)
   */
  public void removeFromCourse(Viewer viewer, CourseId courseId, int topicId) {
    changes.make(
        CourseSql.REMOVE_TOPIC.name(),
        viewer,
        change -> {
          LockedCourse course = lockedForTopics(change, courseId);
          Optional<Integer> before = place(change, courseId, topicId);
          if (before.isEmpty()) {
            throw RefusedException.notFound("topic " + topicId + " of course " + courseId.value());
          }
          if (course.onSale() && course.completeness(change).topics() == 1) {
            throw RefusedException.conflict(
                "last_topic",
                "course "
                    + courseId.value()
                    + " is on sale and would have no topic: add another one first");
          }
          audit(change, course, topicId, before, Optional.empty());
          return change.execute(
              CourseSql.REMOVE_TOPIC, Map.of("course_id", courseId.value(), "topic_id", topicId));
        });
  }

  private static LockedCourse lockedForTopics(Change change, CourseId id) {
    change.viewer().require(Role.TEACHER);
    LockedCourse course = LockedCourse.of(change, id);
    course.requireTeacher(change);
    return course;
  }

  private static Optional<Integer> place(Change change, CourseId courseId, int topicId) {
    return change.one(
        CourseSql.TOPIC_PLACE,
        Map.of("course_id", courseId.value(), "topic_id", topicId),
        row -> row.integer("ordinal"));
  }

  private void audit(
      Change change,
      LockedCourse course,
      int topicId,
      Optional<Integer> before,
      Optional<Integer> after) {
    change.audit(
        after.isPresent() ? "course.topic_set" : "course.topic_removed",
        "course",
        course.id().value(),
        Difference.none().changed("ordinal of topic " + topicId, before, after));
    cards.forget(change, course.id().value());
  }

  /** Locks a topic that the viewer may change. */
  private static Topic lockedForChange(Change change, int id) {
    change.viewer().require(Role.TEACHER);
    Topic topic =
        change
            .one(TopicSql.LOCK, Map.of("id", id), Catalog::topic)
            .orElseThrow(() -> RefusedException.notFound("topic " + id));
    if (!change.viewer().has() && !isFree(change, id)) {
      throw RefusedException.forbidden(
          "forbidden", "this takes a teacher of a course that has topic " + id + ", or an admin");
    }
    return topic;
  }

  /** Tells whether the viewer teaches a course that has the topic, or none has it. */
  private static boolean isFree(Change change, int id) {
    return change
        .one(
            TopicSql.USE,
            Map.of("id", id, "account_id", change.viewer().account()),
            row -> !row.bool("is_used") || row.bool("is_taught"))
        .orElseThrow();
  }

  /** Locks a project, and its topic first: all that write projects do so in this order. */
  private static Project lockedProject(Change change, int id) {
    int topicId =
        change
            .one(
                TopicSql.TOPIC_OF_PROJECT, Map.of("project_id", id), row -> row.integer("topic_id"))
            .orElseThrow(() -> RefusedException.notFound("project " + id));
    lockedForChange(change, topicId);
    return change
        .one(TopicSql.LOCK_PROJECT, Map.of("project_id", id), Catalog::project)
        .orElseThrow(() -> RefusedException.notFound("project " + id));
  }

  private void moveProjectsNumber(Change change, int topicId, int by) {
    change.execute(TopicSql.MOVE_PROJECTS_NUMBER, Map.of("id", topicId, "change", by));
    forgetCourses(change, topicId);
  }

  private void forgetCourses(Change change, int topicId) {
    change
        .query(TopicSql.COURSES, Map.of("id", topicId), row -> row.integer("course_id"))
        .forEach(courseId -> cards.forget(change, courseId));
  }

  private static Difference difference(Optional<TopicContent> before, TopicContent after) {
    return Difference.none()
        .changed("name", before.map(TopicContent::name), Optional.of(after.name()))
        .changed("description", before.flatMap(TopicContent::description), after.description())
        .changed(
            "technologies",
            before.map(TopicContent::technologies),
            Optional.of(after.technologies()))
        .changed(
            "labor_intensity_hours",
            before.map(TopicContent::laborIntensityHours),
            Optional.of(after.laborIntensityHours()));
  }

  private static Difference difference(Optional<ProjectContent> before, ProjectContent after) {
    return Difference.none()
        .changed("name", before.map(ProjectContent::name), Optional.of(after.name()))
        .changed("description", before.flatMap(ProjectContent::description), after.description());
  }

  private static Values values(Change change, TopicContent content) {
    return Values.of("name", content.name())
        .with("description", content.description())
        .with("technologies", content.technologies())
        .with("hours", content.laborIntensityHours())
        .with("now", change.now());
  }

  private static Values values(Change change, ProjectContent content) {
    return Values.of("name", content.name())
        .with("description", content.description())
        .with("now", change.now());
  }
}
