package edu.platform.core.catalog;

/**
 * A reference to a level or a specialisation, with the name to show.
 *
 * @param id its key
 * @param name in the installation's language
 */
public record Named(int id, String name) {}
