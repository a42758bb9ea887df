/**
 * What was done by whom, and how long it is kept (requirement R10.5, and section 8). Reads the
 * table {@code audit_log}, which {@code core.change} writes, and purges what has been kept long
 * enough.
 */
package edu.platform.core.audit;
