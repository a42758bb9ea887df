/**
 * The blog: what its posts promise their readers. Owns the tables {@code blog_post}, {@code tag}
 * and {@code post_tag}.
 */
package edu.platform.core.blog;
