package edu.platform.core.broken.two;

import edu.platform.core.broken.one.One;

/** Depends on a feature that depends on this one. */
public record Two(One other) {}
