package edu.platform.core.broken.one;

import io.helidon.config.Config;

record UsesHelidon(Config config) {}
