/**
 * Scenarios that are written down: flows of steps with values that are drawn, read from a CSV file
 * or taken from earlier answers. The built-in ones and users' own are YAML files of one form, which
 * {@code scenario.schema.json} describes.
 */
package edu.platform.cli.bench.script;
