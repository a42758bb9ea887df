/**
 * Transactions that somebody is answerable for: the viewer is confirmed, what was done is written
 * to {@code audit_log} with it, and caches are told afterwards. Every feature writes through here.
 */
package edu.platform.core.change;
