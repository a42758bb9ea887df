/** What a command shows while it works. */
package edu.platform.cli.terminal;
