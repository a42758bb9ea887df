/**
 * The seeder: fills the tables of a migrated schema with believable, referentially whole rows
 * (requirements section 6) through {@code COPY}.
 *
 * <p>A value depends on the random seed, its table, its row number and its column only ({@link
 * edu.platform.cli.seed.RowRandom}), so that tables come out the same in whatever order and by
 * however many workers they are made. Start with {@link edu.platform.cli.seed.Seeder}.
 */
package edu.platform.cli.seed;
