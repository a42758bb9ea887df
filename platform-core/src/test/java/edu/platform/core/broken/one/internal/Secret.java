package edu.platform.core.broken.one.internal;

/** Nobody else's business. */
public record Secret() {}
