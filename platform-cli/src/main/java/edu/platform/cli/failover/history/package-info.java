/**
 * What clients saw during a drill, and what it comes to. Nothing here asks anybody: histories made
 * by hand are judged as those of real drills are.
 */
package edu.platform.cli.failover.history;
