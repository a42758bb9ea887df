/**
 * Staff (requirements II and IV): who has which role until when, and the cards of teachers. Owns
 * the tables {@code employee} and {@code teacher}, and leaves courses when somebody is dismissed.
 * Depends on {@code accounts}.
 */
package edu.platform.core.staff;
