package edu.platform.web.broken.two;

import edu.platform.web.broken.one.One;

/** Depends on a feature that depends on this one. */
public record Two(One other) {}
