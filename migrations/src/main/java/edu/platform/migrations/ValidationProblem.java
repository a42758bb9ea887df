package edu.platform.migrations;

/**
 * A migration that differs between the database and this build.
 *
 * @param script its file name, or its description if this build has no file of it
 * @param problem what differs, in one sentence
 */
public record ValidationProblem(String script, String problem) {}
