/** One checked record per component, each built from its own node of the configuration. */
package edu.platform.core.config;
