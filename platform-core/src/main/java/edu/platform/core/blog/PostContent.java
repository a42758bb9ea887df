package edu.platform.core.blog;

import java.util.Optional;

/**
 * What people write about a post (requirement R8.1).
 *
 * @param title 1 to 200 characters
 * @param topic 1 to 100 characters
 * @param coverImageUrl https, if there is one
 * @param content 1 to 100000 characters
 */
public record PostContent(
    String title, String topic, Optional<String> coverImageUrl, Markup content) {}
