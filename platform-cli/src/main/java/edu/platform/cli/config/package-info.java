/** Settings from the environment and env files, and the table of all variables. */
package edu.platform.cli.config;
