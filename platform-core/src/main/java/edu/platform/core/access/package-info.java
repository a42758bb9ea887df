/**
 * Who asks, and what they may do (requirement II; design section 7). Owns the fixed rows of {@code
 * role}. Every feature may use it; it knows none.
 */
package edu.platform.core.access;
