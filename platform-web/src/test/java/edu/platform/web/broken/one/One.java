package edu.platform.web.broken.one;

import edu.platform.web.broken.two.Two;

/** Depends on a feature that depends on this one. */
public record One(Two other) {}
