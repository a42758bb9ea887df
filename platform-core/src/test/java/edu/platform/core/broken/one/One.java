package edu.platform.core.broken.one;

import edu.platform.core.broken.two.Two;

/** Depends on a feature that depends on this one. */
public record One(Two other) {}
