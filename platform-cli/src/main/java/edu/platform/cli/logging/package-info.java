/** Where log lines go and what they look like. */
package edu.platform.cli.logging;
