/** The embedded server: starting, watching and stopping one local PostgreSQL. */
package edu.platform.postgres;
