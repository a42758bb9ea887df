/**
 * The blog (requirements VIII): posts that SMM managers write, with drafts and publication dates,
 * and their tags. Owns the tables {@code blog_post}, {@code tag} and {@code post_tag}. Tells
 * accounts what it keeps about people, and depends on no other feature.
 */
package edu.platform.core.blog;
