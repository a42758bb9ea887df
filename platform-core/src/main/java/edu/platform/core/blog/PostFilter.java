package edu.platform.core.blog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a list of posts is narrowed to; all parts that are present must hold.
 *
 * @param text words in title, topic or the beginning of the content, in the syntax of web searches
 * @param tag name of a tag
 * @param topic the whole topic
 * @param authorId key of the author's employee row
 * @param from first day of publication, in the platform's zone
 * @param to last day of publication
 * @param status asks for the viewer's own posts in a status, seen by the public or not; an admin's
 *     are all posts
 */
public record PostFilter(
    Optional<String> text,
    Optional<String> tag,
    Optional<String> topic,
    Optional<Integer> authorId,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<PostStatus> status) {}
