/**
 * Selling places on runs: orders, payments, refunds, and the cancelling of runs (requirements VI,
 * R10.1-R10.4, R10.11). Owns the tables {@code purchase}, {@code payment_event} and {@code
 * idempotency_key}, and the places of {@code course_calendar}. Uses the catalogue's types.
 */
package edu.platform.core.purchases;
