/**
 * Drills: faults that are injected into the stack on this machine, under load, healed and measured.
 */
package edu.platform.cli.failover.drill;
