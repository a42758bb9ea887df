/** Classes that break the rules of {@code ArchitectureTest} on purpose, each at least one. */
package edu.platform.cli.broken;
