package edu.platform.core.broken.two;

import edu.platform.core.broken.one.internal.Secret;

record UsesInternals(Secret secret) {}
