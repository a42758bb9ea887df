/**
 * Accounts (requirement V), what entitles them to reduced prices, and what is kept about people in
 * all features. Owns the tables {@code users} and {@code user_benefit}, and the ports that exports
 * and erasures go through. Depends on no other feature.
 */
package edu.platform.core.accounts;
