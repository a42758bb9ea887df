package edu.platform.core.catalog;

import edu.platform.core.Money;

/**
 * What a course costs now in one of the ways to buy it (requirements R6.1, R6.2).
 *
 * @param courseTypeId key of the way
 * @param kind {@code basic}, {@code extended_career} or {@code reduced}
 * @param name of the way
 * @param total {@code price * (100 - discount + surcharge) / 100}, half up
 */
public record Offer(int courseTypeId, String kind, String name, Money total) {}
