package edu.platform.core.reports;

import edu.platform.core.Money;

/**
 * Revenue of a month in one currency (requirements, section 7).
 *
 * @param month in the platform's zone, such as {@code 2026-06}
 * @param paidCount purchases paid in it, also those that were refunded later
 * @param gross their totals
 * @param refunds amounts given back in it, whenever they were paid
 * @param net gross less refunds; may be negative
 */
public record RevenueMonth(String month, long paidCount, Money gross, Money refunds, Money net) {}
