/** The shapes of {@code --json} and {@code --progress json}, and how they are written. */
package edu.platform.cli.json;
