/**
 * A load generator: a plan ({@link edu.platform.cli.bench.LoadPlan}) of a scenario and a load model
 * is carried out by event loops ({@link edu.platform.cli.bench.LoadRun}) and gives a result ({@link
 * edu.platform.cli.bench.RunResult}), which says of itself whether it can be trusted ({@link
 * edu.platform.cli.bench.Validity}). Used by {@code edu-cli bench} and by drills.
 */
package edu.platform.cli.bench;
